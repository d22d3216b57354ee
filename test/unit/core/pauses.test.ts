import { expect, it } from 'vitest';
import {
  isPausedAt,
  noPauses,
  pauseAt,
  pauseLength,
  repairPauses,
  withoutPausesAt,
  withPause,
} from '../../../src/core/pauses';

const here = { tab: 1, site: 'birds.example' };
const there = { tab: 2, site: 'cats.example' };
const now = 1_000_000;

it.each([
  ['tab', { tab: 1, site: 'cats.example' }, there],
  ['site', { tab: 2, site: 'birds.example' }, there],
] as const)('a pause of a %s holds there and nowhere else', (kind, also, elsewhere) => {
  const pauses = withPause(noPauses, kind, here, now);
  expect(pauseAt(pauses, here, now)).toBe(kind);
  expect(pauseAt(pauses, also, now)).toBe(kind);
  expect(pauseAt(pauses, elsewhere, now)).toBeUndefined();
  const places = [here, also, elsewhere];
  expect(places.map((place) => isPausedAt(pauses, place, now))).toEqual([true, true, false]);
});

it('a pause everywhere holds for an hour', () => {
  const pauses = withPause(noPauses, 'everywhere', here, now);
  expect(pauseAt(pauses, there, now + pauseLength - 1)).toBe('everywhere');
  expect(pauseAt(pauses, there, now + pauseLength)).toBeUndefined();
});

it('of several the widest is told', () => {
  const both = withPause(withPause(noPauses, 'tab', here, now), 'site', here, now);
  expect(pauseAt(both, here, now)).toBe('site');
  expect(pauseAt(withPause(both, 'everywhere', here, now), here, now)).toBe('everywhere');
});

it('to resume ends all that hold here, and leaves the others', () => {
  let pauses = withPause(noPauses, 'everywhere', here, now);
  for (const place of [here, there, here]) {
    for (const kind of ['tab', 'site'] as const) pauses = withPause(pauses, kind, place, now);
  }
  expect(withoutPausesAt(pauses, here)).toEqual({ tabs: [2], sites: ['cats.example'] });
});

it('a page without a site or tab has none to pause', () => {
  const nowhere = { tab: undefined, site: undefined };
  expect(withPause(noPauses, 'site', nowhere, now)).toEqual(noPauses);
  expect(withPause(noPauses, 'tab', nowhere, now)).toEqual(noPauses);
  expect(pauseAt(noPauses, nowhere, now)).toBeUndefined();
});

it.each([
  [undefined, noPauses],
  ['damaged', noPauses],
  [
    { tabs: [1, '2', 1.5], sites: ['a.example', 3] },
    { tabs: [1], sites: ['a.example'] },
  ],
  [{ tabs: 1, sites: {}, until: 'soon' }, noPauses],
  [{ until: now }, noPauses],
  // The clock was set back since.
  [{ until: now + pauseLength + 1 }, noPauses],
  [{ until: now + pauseLength }, { ...noPauses, until: now + pauseLength }],
])('of what is stored, %j, all that makes sense is taken', (stored, pauses) => {
  expect(repairPauses(stored, now)).toEqual(pauses);
});
