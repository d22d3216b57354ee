import { expect, test } from 'vitest';
import { pictureName } from '../../../src/popup/picture-name';

test.each([
  ['https://cdn.example/a/hero%20image.jpg?w=9#x', 'hero image.jpg', 'cdn.example'],
  ['https://cdn.example/', undefined, 'cdn.example'],
  ['https://cdn.example/bad%E0%A4%A.png', 'bad%E0%A4%A.png', 'cdn.example'],
  ['data:image/png;base64,AAAA', undefined, undefined],
  ['blob:https://cdn.example/5f2b', undefined, undefined],
  ['no address at all', 'no address at all', undefined],
  ['', undefined, undefined],
])('%s', (address, file, host) => {
  expect(pictureName(address)).toEqual({ file, host });
});
