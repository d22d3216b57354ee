import { describe, expect, it } from 'vitest';
import { formats } from '../../fixtures/formats';
import { anatomyOf } from '../../fuzz/anatomy/anatomy-of';
import { craftedPictures } from '../../fuzz/crafted-pictures';
import { mutatedPictures } from '../../fuzz/mutated-pictures';
import { extensionOf, type OwnPicture } from '../../fuzz/own-pictures';

const own: OwnPicture[] = await Promise.all(
  Object.values(formats).map(async ([picture]) => {
    if (!picture) throw new Error('A format without a picture');
    return { file: picture.file, bytes: await picture.make() };
  }),
);

const crafted = craftedPictures().map(({ file }) => file);

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** The first mutants after the crafted pictures. */
const mutants = (seed: number) =>
  [...mutatedPictures(own, crafted.length + 100, seed)]
    .slice(crafted.length)
    .map(({ name, bytes }) => ({ name, content: textOf(bytes) }));

describe('mutants', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(mutants(1)).toEqual(mutants(1));
    expect(mutants(1)).not.toEqual(mutants(2));
  });

  it('differ from what they were made of, and say how', () => {
    const originals = own.map(({ bytes }) => textOf(bytes));
    const changed = mutants(3).filter(({ content }) => !originals.includes(content));
    expect(changed.length).toBeGreaterThan(90);
    expect(mutants(3).filter(({ name }) => !/^\d+ [\w-]+\.\w+: ./.test(name))).toEqual([]);
  });

  it('come after every crafted picture', () => {
    const fed = [...mutatedPictures(own, crafted.length + 1, 1)].map(({ name }) => name);
    expect(fed.slice(0, crafted.length)).toEqual(crafted);
  });
});

describe('the anatomy of a file', () => {
  it.each(
    own
      .filter(({ file }) => extensionOf(file) !== 'svg')
      .map(({ file, bytes }) => [extensionOf(file), bytes] as const),
  )('has fields and parts within a %s', (extension, bytes) => {
    const { fields, parts } = anatomyOf(extension, bytes);
    expect(fields.length).toBeGreaterThan(3);
    expect(parts.length).toBeGreaterThan(0);
    expect(fields.filter((field) => field.at + field.bytes > bytes.length)).toEqual([]);
    expect(parts.filter(({ begin, end }) => begin >= end || end > bytes.length)).toEqual([]);
  });

  it('finds where a PNG says its size', () => {
    const png = Buffer.from(own.find(({ file }) => file.endsWith('.png'))?.bytes ?? []);
    expect(anatomyOf('png', png).fields).toEqual(
      expect.arrayContaining([
        { at: 16, bytes: 4, isLittle: false },
        { at: 20, bytes: 4, isLittle: false },
      ]),
    );
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([96, 72]);
  });
});
