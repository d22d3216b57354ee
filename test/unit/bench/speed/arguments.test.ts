import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../../bench/speed/arguments';

const names = ['gallery', 'idle', 'size'];

describe('the arguments', () => {
  it('mean all parts and a text where there are none', () => {
    expect(parseArguments([], names)).toEqual({
      only: names,
      isQuick: false,
      backend: 'auto',
      flags: [],
      form: 'text',
      save: false,
    });
  });

  it('choose parts, rounds and a form', () => {
    const args = [
      '--only',
      'idle,size',
      '--quick',
      '--backend=webgl',
      '--json',
      '--save',
      '--flag=--a=b',
      '--flag=--c',
    ];
    expect(parseArguments(args, names)).toEqual({
      only: ['idle', 'size'],
      isQuick: true,
      backend: 'webgl',
      flags: ['--a=b', '--c'],
      form: 'json',
      save: true,
    });
    expect(parseArguments(['--markdown'], names).form).toBe('markdown');
  });

  it.each([
    [['--only', 'idle,sise'], /"sise".*gallery, idle, size/],
    [['--only', ''], /gallery, idle, size/],
    [['--json', '--markdown'], /one of/],
    [['--backend', 'cuda'], /auto, webgpu, webgl, wasm, cpu/],
    [['--fast'], /--fast/],
  ])('%j say what is wrong', (args, complaint) => {
    expect(() => parseArguments(args, names)).toThrow(complaint);
  });
});
