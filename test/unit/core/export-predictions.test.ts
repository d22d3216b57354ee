import { expect, it } from 'vitest';
import { type ExportedPrediction, toCsv, toJson } from '../../../src/core/export-predictions';

const beagle: ExportedPrediction = {
  time: '2026-11-20T11:40:05.000Z',
  label: 'beagle',
  certainty: 'plain',
  probability: 0.91234,
  group: 'dog',
  words: ['beagle', 'dog'],
  site: 'a.example',
  page: 'https://a.example/?a=1,2',
  mostLikely: [
    { name: 'beagle', group: 'dog', probability: 0.91234 },
    { name: 'basset', group: 'dog', probability: 0.05 },
  ],
};
const unsure: ExportedPrediction = {
  time: '2026-11-20T11:41:05.000Z',
  label: '',
  certainty: 'unsure',
  words: [],
  site: 'b.example',
  mostLikely: [],
};

it('JSON says what it is, when it was exported, and all of each prediction', () => {
  expect(JSON.parse(toJson([beagle, unsure], 0))).toEqual({
    format: 'sightline-predictions',
    version: 1,
    exported: '1970-01-01T00:00:00.000Z',
    predictions: [beagle, unsure],
  });
});

it('CSV has a line of names and one line for each prediction, whole lines all', () => {
  expect(toCsv([beagle, unsure])).toBe(
    'time,label,certainty,probability,group,words,site,page,most likely\r\n' +
      '2026-11-20T11:40:05.000Z,beagle,plain,0.9123,dog,beagle; dog,a.example,"https://a.example/?a=1,2",beagle 0.9123; basset 0.0500\r\n' +
      '2026-11-20T11:41:05.000Z,,unsure,,,,b.example,,\r\n',
  );
});

it.each([
  ['a,b', '"a,b"'],
  ['say "a"', '"say ""a"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\r=1', `"'\r=1"`],
  ['=a,"b"', `"'=a,""b"""`],
  ['a;=1+1;@b', "a;'=1+1;'@b"],
  ['a;b; c - d', 'a;b; c - d'],
  ['plain - text', 'plain - text'],
])('the cell %j is written %j', (label, written) => {
  const [, row = ''] = toCsv([{ ...unsure, label }]).split(/\r\n(?=2026)/);
  expect(row).toBe(`2026-11-20T11:41:05.000Z,${written},unsure,,,,b.example,,\r\n`);
});

it('an address begins no formula where semicolons part cells, and leads to its page all the same', () => {
  const page = "https://evil.example/a;b;=cmd|'!A0?;-c=d;e";
  const [, row = ''] = toCsv([{ ...unsure, page }]).split(/\r\n(?=2026)/);
  expect(row).toContain(",https://evil.example/a;b%3B=cmd|'!A0?%3B-c=d;e,");
});
