import { describe, expect, it } from 'vitest';
import { checkId, checkPriority, checkQuestion } from '../../../src/background/check-question';
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
    expect(checkQuestion(asked)).toEqual(asked);
  });

  it('loses what does not belong to it', () => {
    const asked = question();
    const picture = { ...asked.picture, more: 1, referrer: 7 };
    expect(checkQuestion({ ...asked, picture, more: 1 })).toEqual(asked);
  });

  it.each([
    undefined,
    null,
    'question',
    { ...question(), id: 7 },
    { ...question(), priority: 'urgent' },
    { ...question(), picture: undefined },
    { ...question(), picture: { kind: 'address' } },
    { ...question(), picture: { kind: 'bytes', bytes: 'cat' } },
    { ...question(), picture: { kind: 'screen', box: { ...box, x: '0' } } },
    { ...question(), picture: { kind: 'screen' } },
    { ...question(), picture: { kind: 'file', url: 'https://a.example/' } },
  ])('is none: %j', (message) => {
    expect(() => checkQuestion(message)).toThrow('A question');
  });

  it.each([
    7,
    'a.png 2x',
    { text: 'a.png 2x' },
    { ...srcset, base: 7 },
    { ...srcset, text: 'x'.repeat(4_097) },
  ])('is one without its srcset where that is none: %j', (damaged) => {
    expect(checkQuestion({ ...question(), srcset: damaged })).not.toHaveProperty('srcset');
  });
});

it('an id is a text, and a priority one of those that there are', () => {
  expect([checkId('a'), checkPriority('near')]).toEqual(['a', 'near']);
  expect(() => checkId({})).toThrow('no id');
  expect(() => checkPriority('toString')).toThrow('no priority');
});
