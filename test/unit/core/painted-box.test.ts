import { describe, expect, it } from 'vitest';
import { fitBackground, fitObject, fitSvgImage } from '../../../src/core/painted-box';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const size = (width: number, height: number) => ({ width, height });

describe('object-fit', () => {
  const wide = box(10, 20, 400, 100);
  const tall = box(0, 0, 100, 300);

  it.each([
    ['fill', wide, size(200, 200), '50% 50%', wide],
    ['contain', wide, size(200, 100), '50% 50%', box(110, 20, 200, 100)],
    ['contain', wide, size(1000, 1000), '0% 50%', box(10, 20, 100, 100)],
    ['contain', tall, size(200, 100), '50% 100%', box(0, 250, 100, 50)],
    ['cover', tall, size(200, 100), '50% 50%', tall],
    ['cover', tall, size(200, 100), '0px 40px', box(0, 40, 100, 260)],
    ['none', wide, size(200, 60), '50% 50%', box(110, 40, 200, 60)],
    ['none', wide, size(800, 60), '50% 0%', box(10, 20, 400, 60)],
    ['scale-down', wide, size(40, 20), '50% 50%', box(190, 60, 40, 20)],
    ['scale-down', wide, size(400, 400), '50% 50%', box(160, 20, 100, 100)],
    ['no word of CSS', wide, size(200, 200), '50% 50%', wide],
  ])('%s', (fit, content, natural, position, painted) => {
    expect(fitObject(content, natural, fit, position)).toEqual(painted);
  });

  it.each([
    ['0px 0px', 0, 0],
    ['10px 20px', 10, 20],
    ['100% 25%', 300, 25],
    ['calc(100% - 10px) calc(50% + 5px)', 290, 55],
    ['calc(-10px + 100%) 50%', 290, 50],
    ['calc(100% - min(10px, 5%)) 0px', 150, 50],
    ['1em 2em', 150, 50],
    ['', 150, 50],
  ])('object-position %s', (position, x, y) => {
    const painted = fitObject(box(0, 0, 400, 200), size(100, 100), 'none', position);
    expect(painted).toEqual(box(x, y, 100, 100));
  });

  it('takes the whole box for a picture of no size', () => {
    expect(fitObject(wide, undefined, 'contain', '0% 0%')).toEqual(wide);
    expect(fitObject(wide, size(0, 50), 'contain', '0% 0%')).toEqual(wide);
  });
});

describe('a background', () => {
  const area = box(5, 5, 390, 190);
  const clip = box(0, 0, 400, 200);
  const once = { size: 'auto', position: '0% 0%', repeat: 'no-repeat' };

  it.each([
    ['auto', size(100, 50), box(5, 5, 100, 50)],
    ['auto auto', size(100, 50), box(5, 5, 100, 50)],
    ['auto', undefined, area],
    ['contain', size(100, 100), box(5, 5, 190, 190)],
    ['contain', undefined, area],
    ['cover', size(39, 38), box(5, 5, 390, 195)],
    ['50% auto', size(100, 40), box(5, 5, 195, 78)],
    ['50%', size(100, 40), box(5, 5, 195, 78)],
    ['auto 100px', size(100, 50), box(5, 5, 200, 100)],
    ['20px 50%', size(100, 50), box(5, 5, 20, 95)],
    ['calc(100% - 90px) 10px', size(100, 50), box(5, 5, 300, 10)],
    ['50% auto', undefined, box(5, 5, 195, 190)],
    ['no size', size(100, 50), box(5, 5, 100, 50)],
  ])('of the size %s', (given, natural, painted) => {
    expect(fitBackground(area, clip, natural, { ...once, size: given })).toEqual(painted);
  });

  it.each([
    ['0% 0%', box(5, 5, 100, 50)],
    ['50% 50%', box(150, 75, 100, 50)],
    ['calc(100% - 10px) calc(100% - 5px)', box(285, 140, 100, 50)],
    ['calc(100% - 10px) 20px', box(285, 25, 100, 50)],
    ['-30px -20px', box(0, 0, 75, 35)],
    ['nowhere', box(5, 5, 100, 50)],
  ])('at %s', (position, painted) => {
    expect(fitBackground(area, clip, size(100, 50), { ...once, position })).toEqual(painted);
  });

  it.each([
    ['repeat', clip],
    ['round', clip],
    ['', clip],
    ['repeat-x', box(0, 15, 400, 50)],
    ['repeat-y', box(15, 0, 100, 200)],
    ['no-repeat round', box(15, 0, 100, 200)],
    ['space no-repeat', box(0, 15, 400, 50)],
  ])('that repeats by %s', (repeat, painted) => {
    const layer = { ...once, position: '10px 10px', repeat };
    expect(fitBackground(area, clip, size(100, 50), layer)).toEqual(painted);
  });

  it('is placed along an axis that has room for one tile only', () => {
    const middle = { size: 'auto', position: '50% 50%' };
    const tall = { ...middle, repeat: 'repeat' };
    expect(fitBackground(area, clip, size(100, 400), tall)).toEqual(clip);
    const low = { ...middle, position: '0px 60px', repeat: 'repeat' };
    expect(fitBackground(area, clip, size(400, 400), low)).toEqual(box(5, 65, 395, 135));
    const spaced = { ...middle, repeat: 'space' };
    expect(fitBackground(area, clip, size(200, 100), spaced)).toEqual(box(100, 50, 200, 100));
  });

  it('that shows a part of a sprite is cut off by its element', () => {
    const icon = box(100, 100, 32, 32);
    const sprite = { size: 'auto', position: '-64px -32px', repeat: 'repeat' };
    expect(fitBackground(icon, icon, size(320, 64), sprite)).toEqual(icon);
    const past = { ...sprite, position: '-300px 0px', repeat: 'no-repeat' };
    expect(fitBackground(icon, icon, size(320, 64), past)).toEqual(box(100, 100, 20, 32));
  });

  it('moved out of its element is painted nowhere', () => {
    const away = { ...once, position: '-100px 0px' };
    expect(fitBackground(clip, clip, size(100, 50), away).width).toBe(0);
  });
});

describe('an SVG image', () => {
  const wide = box(10, 10, 300, 100);

  it.each([
    ['xMidYMid meet', size(50, 50), box(110, 10, 100, 100)],
    ['', size(50, 50), box(110, 10, 100, 100)],
    ['defer xMaxYMin meet', size(50, 50), box(210, 10, 100, 100)],
    ['xMinYMid', size(50, 50), box(10, 10, 100, 100)],
    ['xMidYMin meet', size(600, 100), box(10, 10, 300, 50)],
    ['xMidYMax meet', size(600, 100), box(10, 60, 300, 50)],
    ['xMinYMax slice', size(50, 50), wide],
    ['none', size(50, 50), wide],
    ['xMidYMid meet', undefined, wide],
  ])('%s', (aspect, natural, painted) => {
    expect(fitSvgImage(wide, natural, aspect)).toEqual(painted);
  });
});
