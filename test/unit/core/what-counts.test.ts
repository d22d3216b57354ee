import { describe, expect, it } from 'vitest';
import { type BackgroundStyle, whyLeftOut } from '../../../src/core/what-counts';

const settings = { smallest: 64, backgrounds: true };
const size = (width: number, height = width) => ({ width, height });
const layer = (style: Partial<BackgroundStyle> = {}): BackgroundStyle => ({
  size: 'auto',
  position: '0% 0%',
  repeat: 'repeat',
  ...style,
});
const photo = size(800, 600);

describe('a picture', () => {
  it.each([
    ['as large as it needs to be', photo, size(64), undefined],
    ['too narrow', photo, size(63, 400), 'icon'],
    ['too low', photo, size(400, 63), 'icon'],
    ['of one pixel', size(1), size(1), 'tracking-pixel'],
    ['of one pixel that is stretched', size(1), size(300, 200), 'spacer'],
    ['of two pixels across that is stretched', size(2, 50), size(300, 200), 'spacer'],
    ['of three pixels that is stretched', size(3), size(300, 200), undefined],
    ['whose own size is not known', undefined, size(300, 200), undefined],
  ])('%s', (_, natural, painted, reason) => {
    expect(whyLeftOut({ natural, painted }, settings)).toBe(reason);
  });

  it('counts from the size on that the user has set', () => {
    expect(whyLeftOut({ natural: photo, painted: size(40) }, settings)).toBe('icon');
    expect(
      whyLeftOut({ natural: photo, painted: size(40) }, { ...settings, smallest: 32 }),
    ).toBeUndefined();
  });
});

describe('a background', () => {
  const why = (style: Partial<BackgroundStyle>, natural = photo, painted = size(200)) =>
    whyLeftOut({ natural, painted, background: layer(style) }, settings);

  it('counts like any picture', () => {
    expect(why({ size: 'cover', position: '50% 50%' })).toBeUndefined();
    expect(why({})).toBeUndefined();
  });

  it('is left out where the user wants none', () => {
    const picture = { natural: photo, painted: size(200), background: layer() };
    expect(whyLeftOut(picture, { ...settings, backgrounds: false })).toBe('background');
    expect(
      whyLeftOut({ natural: photo, painted: size(200) }, { ...settings, backgrounds: false }),
    ).toBeUndefined();
  });

  it('that is moved by pixels to show a part of it is a sprite', () => {
    expect(why({ position: '-120px -48px' })).toBe('sprite');
    expect(why({ position: '0px -48px' })).toBe('sprite');
    expect(why({ position: '10px 20px' })).toBeUndefined();
    expect(why({ position: '-120px 0px', size: 'cover' })).toBeUndefined();
  });

  it('that repeats a small tile is a pattern', () => {
    expect(why({}, size(40))).toBe('pattern');
    expect(why({ repeat: 'no-repeat' }, size(40))).toBeUndefined();
    expect(why({ repeat: 'repeat-x' }, size(40, 200))).toBe('pattern');
    expect(why({ repeat: 'repeat-y' }, size(40, 200))).toBeUndefined();
    expect(why({ repeat: 'no-repeat repeat' }, size(200, 40))).toBe('pattern');
    expect(why({ size: '20px 20px' })).toBe('pattern');
    expect(why({ size: 'cover' }, size(40))).toBeUndefined();
    // A tile that is shown once and a half is a picture.
    expect(why({}, size(60), size(90))).toBeUndefined();
  });
});
