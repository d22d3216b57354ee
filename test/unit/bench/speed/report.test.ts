import { describe, expect, it } from 'vitest';
import {
  isMet,
  markdownOf,
  type Report,
  textOf,
  titleOf,
  written,
} from '../../../../bench/speed/report';

const report: Report = {
  at: '2026-01-02T03:04:05.000Z',
  machine: { processor: 'Some CPU', cores: 2, memory: 8, system: 'linux' },
  browser: 'Chromium 150',
  backend: 'auto',
  isQuick: true,
  pictures: 'drawings',
  parts: [
    {
      name: 'gallery',
      title: 'A gallery',
      seconds: 12,
      figures: [
        { name: 'speed', value: 43.21, unit: 'pictures/s', aim: { least: 40 }, samples: [43.21] },
        { name: 'script', value: 3.456, unit: '%', aim: { most: 2 } },
        { name: 'peer | other', value: null, unit: 'ms', note: 'not at hand' },
      ],
    },
    { name: 'idle', title: 'Idle', seconds: 1, figures: [], error: 'It broke' },
  ],
};

it('names machine, cores, browser, pictures and day', () => {
  expect(titleOf(report)).toBe(
    'Some CPU, 2 cores, 8 GiB, linux; Chromium 150; drawings; few rounds; 2026-01-02',
  );
  expect(titleOf({ ...report, backend: 'webgl' })).toContain('; engine on webgl; ');
});

it('says of each figure whether it comes to its aim, and of each failure why', () => {
  expect(textOf(report).split('\n').slice(2)).toEqual([
    'A gallery (12 s)',
    '  speed         43.2 pictures/s  at least 40: met',
    '  script                 3.46 %  at most 2: missed',
    '  peer | other                -                     not at hand',
    '',
    'Idle (1 s)',
    'failed: It broke',
  ]);
});

it('makes tables for documents, whatever is in the cells', () => {
  expect(markdownOf(report).split('\n').slice(2)).toEqual([
    '| A gallery |  | aim |  |',
    '|---|---:|---|---|',
    '| speed | 43.2 pictures/s | at least 40: met |  |',
    '| script | 3.46 % | at most 2: missed |  |',
    '| peer \\| other | - |  | not at hand |',
    '',
    'Idle: failed, It broke',
  ]);
});

describe('an aim', () => {
  it('is met at its limit and on its good side', () => {
    expect([39.9, 40, 41].map((value) => isMet({ least: 40 }, value))).toEqual([false, true, true]);
    expect([39.9, 40, 41].map((value) => isMet({ most: 40 }, value))).toEqual([true, true, false]);
  });

  it('is missed by what is no number', () => {
    expect(isMet({ most: 40 }, Number.NaN)).toBe(false);
  });
});

it('writes numbers with three digits that count', () => {
  expect([1_234.5, 123.4, 12.34, 1.234, 0.1234, 107].map(written)).toEqual([
    '1235',
    '123',
    '12.3',
    '1.23',
    '0.123',
    '107',
  ]);
});
