import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { type Drawing, readDrawings } from '../../../../scripts/model/demo-drawings';
import { tempFolder } from './temp-project';

async function readOne(
  picture: { width: number; height: number; channels: number; data: number[] },
  size: number,
): Promise<Drawing | undefined> {
  const folder = await tempFolder();
  await mkdir(join(folder, 'drawings'));
  const list = [
    { file: 'a.svg', expected: ['vase'] },
    { file: 'a.png', expected: ['orange'] },
  ];
  await writeFile(join(folder, 'drawings.json'), JSON.stringify(list));
  const png = encode({ ...picture, data: Uint8Array.from(picture.data), depth: 8 });
  await writeFile(join(folder, 'drawings/a.png'), png);
  return (await readDrawings(folder, size)).at(0);
}

describe('readDrawings', () => {
  it('reads the PNG files alone, and averages squares of pixels', async () => {
    const data = [10, 0, 0, 20, 0, 0, 30, 0, 0, 40, 0, 255];
    const drawing = await readOne({ width: 2, height: 2, channels: 3, data }, 1);
    expect(drawing).toEqual({
      file: 'a.png',
      expected: ['orange'],
      pixels: Uint8Array.of(25, 0, 64),
    });
  });

  it('lays transparent pixels over white', async () => {
    const data = [0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 51, 255, 0, 0, 255];
    const drawing = await readOne({ width: 2, height: 2, channels: 4, data }, 2);
    expect([...(drawing?.pixels ?? [])]).toEqual([
      255, 255, 255, 0, 0, 0, 204, 204, 204, 255, 0, 0,
    ]);
  });

  it('refuses a side that is no multiple', async () => {
    const picture = { width: 3, height: 3, channels: 3, data: new Array<number>(27).fill(0) };
    await expect(readOne(picture, 2)).rejects.toThrow('a.png must be a square 8-bit RGB PNG');
  });
});
