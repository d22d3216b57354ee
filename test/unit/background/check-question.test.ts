import { describe, expect, it } from 'vitest';
import { checkCancelled, checkMoved, checkQuestion } from '../../../src/background/check-question';
import { question } from '../fakes/background';

const box = { x: 0, y: 0.5, width: 1, height: 0.5 };
const srcset = { text: 'a.png 2x', base: 'https://a.example/' };

describe('a question', () => {
  it.each([
    question('https://a.example/cat.png'),
    question('', { picture: { kind: 'bytes', bytes: new Blob(['cat']) }, srcset }),
    question('', { picture: { kind: 'address', url: 'x', referrer: 'https://a.example/' } }),
    question('', { picture: { kind: 'screen', box }, priority: 'asked', backdrop: '#0a0b0c' }),
  ])('is taken as it is: %j', (asked) => {
    expect(checkQuestion(asked, 'question')).toEqual(asked);
  });

  it('loses what does not belong to it', () => {
    const asked = question();
    const picture = { ...asked.picture, more: 1 };
    expect(checkQuestion({ ...asked, picture, more: 1 }, 'question')).toEqual(asked);
  });

  it.each([
    undefined,
    null,
    'question',
    { ...question(), id: 7 },
    { ...question(), priority: 'urgent' },
    { ...question(), picture: undefined },
    { ...question(), picture: { kind: 'address' } },
    { ...question(), picture: { kind: 'address', url: 'x', referrer: 7 } },
    { ...question(), picture: { kind: 'address', url: 'x'.repeat(2 ** 21 + 1) } },
    { ...question(), picture: { kind: 'constructor', url: 'x' } },
    { ...question(), id: 'x'.repeat(101) },
    new Map(Object.entries(question())),
    { ...question(), picture: { kind: 'bytes', bytes: 'cat' } },
    { ...question(), picture: { kind: 'screen', box: { ...box, x: '0' } } },
    { ...question(), picture: { kind: 'screen' } },
    { ...question(), picture: { kind: 'file', url: 'https://a.example/' } },
  ])('is none: %j', (message) => {
    expect(() => checkQuestion(message, 'question')).toThrow(/^question/);
  });

  it.each([
    7,
    'a.png 2x',
    { text: 'a.png 2x' },
    { ...srcset, base: 7 },
    { ...srcset, text: 'x'.repeat(4_097) },
  ])('is one without its srcset where that is none: %j', (damaged) => {
    expect(checkQuestion({ ...question(), srcset: damaged }, 'question')).not.toHaveProperty(
      'srcset',
    );
  });
});

it('has the page’s colour for a white one where that is none', () => {
  for (const backdrop of [undefined, 'red', '#fff', '#FFFFFF', '#ffffff0', 7]) {
    const asked = { ...question(), backdrop };
    expect(checkQuestion(asked, 'question').backdrop).toBe('#ffffff');
  }
});

it('an id is a text, and a priority one of those that there are', () => {
  const moved = { id: 'a', priority: 'near' };
  expect(checkCancelled(moved, 'cancel')).toEqual({ id: 'a' });
  expect(checkMoved(moved, 'prioritise')).toEqual(moved);
  expect(() => checkCancelled({ id: {} }, 'cancel')).toThrow('cancel.id is no text');
  expect(() => checkMoved({ ...moved, priority: 'toString' }, 'prioritise')).toThrow(
    'prioritise.priority is none of asked, on-screen, near',
  );
});
