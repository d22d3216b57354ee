import { describe, expect, it } from 'vitest';
import type { SeenBadge } from '../../../scripts/read-badges';
import type { Look, SeenPicture } from '../../chaos/look';
import { wrongsIn } from '../../chaos/wrongs-in';
import { type Colour, nameOf } from '../../e2e/support/colours';

const pictureOf = (colour: Colour, number: number, x = 0): SeenPicture => ({
  id: `at ${x}`,
  source: `http://127.0.0.1/pictures/${number}/${colour}.png`,
  box: { x, y: 0, width: 160, height: 120 },
  isInView: true,
});

const badgeOf = (colour: Colour, x = 0): SeenBadge => ({
  name: nameOf(colour),
  percent: '96%',
  kind: 'verdict',
  certainty: 'plain',
  isDot: false,
  box: { x: x + 6, y: 6, width: 90, height: 22 },
});

const look = (
  pictures: readonly SeenPicture[],
  badges: readonly SeenBadge[],
  isDrawn = true,
): Look => ({
  pictures,
  badges,
  isDrawn,
});

const red = pictureOf('red', 1);
const blue = pictureOf('blue', 2, 200);

describe('what a page shows wrongly', () => {
  it('is nothing where each badge says what its picture shows, or is not there yet', () => {
    const right = look([red, blue], [badgeOf('red'), badgeOf('blue', 200)]);
    expect(wrongsIn(right, right)).toEqual([]);
    expect(wrongsIn(right, look([red, blue], [badgeOf('blue', 200)]))).toEqual([]);
  });

  it('is another name than that of what is shown, in words that lead to it', () => {
    const wrong = look([red, blue], [badgeOf('blue'), badgeOf('blue', 200)]);
    expect(wrongsIn(wrong, wrong)).toEqual([`verdict "${nameOf('blue')}" in ${red.source}`]);
  });

  it('is a second badge in one picture', () => {
    const twice = look([red], [badgeOf('red'), badgeOf('red')]);
    expect(wrongsIn(twice, twice)).toHaveLength(1);
  });

  it('is a badge that stays where no picture is any more', () => {
    const astray = look([red], [badgeOf('red'), badgeOf('blue', 200)]);
    expect(wrongsIn(look([red, blue], astray.badges), astray)).toEqual([]);
    expect(wrongsIn(astray, astray)).toEqual([
      `verdict "${nameOf('blue')}" in no picture, at 206,6`,
    ]);
  });

  it('is judged only of what was the same at the look before, on a page that draws', () => {
    const wrong = look([red], [badgeOf('blue')]);
    expect(wrongsIn(undefined, wrong)).toEqual([]);
    expect(wrongsIn(look([pictureOf('blue', 2)], wrong.badges), wrong)).toEqual([]);
    expect(wrongsIn(look([pictureOf('red', 1, 50)], wrong.badges), wrong)).toEqual([]);
    expect(wrongsIn(wrong, { ...wrong, isDrawn: false })).toEqual([]);
  });
});
