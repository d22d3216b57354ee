import { expect, it } from 'vitest';
import { memoryIn, secondsIn } from '../../../../bench/speed/processes';

it('reads the time of a process, whatever its name', () => {
  const stat = '42 (a) b) c) S 1 42 42 0 -1 4194304 100 0 0 0 250 150 0 0 20 0 8 0 100 1000 10';
  expect(secondsIn(stat)).toBe(4);
});

it('reads the memory of a process, in MiB', () => {
  const rollup = [
    '00400000-7ffd000 ---p 00000000 00:00 0                                [rollup]',
    'Rss:              204800 kB',
    'Pss:              100000 kB',
    'Private_Clean:      1024 kB',
    'Private_Dirty:     51200 kB',
    'Swap:               2048 kB',
    'SwapPss:            1024 kB',
  ].join('\n');
  expect(memoryIn(rollup)).toEqual({ resident: 200, own: 53 });
});
