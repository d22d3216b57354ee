import { describe, expect, it } from 'vitest';
import { mostPressing, type Priority, PriorityQueue } from '../../../src/core/priority-queue';

function fill(items: [string, Priority][], capacity = 10): PriorityQueue<string> {
  const queue = new PriorityQueue<string>(capacity);
  for (const [name, priority] of items) queue.add(name, name, priority);
  return queue;
}

const takeAll = (queue: PriorityQueue<string>) =>
  Array.from({ length: queue.size }, () => queue.remove(queue.first?.key ?? ''));

describe('the queue', () => {
  it('gives the most pressing first, and of equals what came first', () => {
    const queue = fill([
      ['a', 'near'],
      ['b', 'on-screen'],
      ['c', 'asked'],
      ['d', 'on-screen'],
      ['e', 'asked'],
    ]);
    expect(takeAll(queue)).toEqual(['c', 'e', 'b', 'd', 'a']);
    expect([queue.size, queue.first]).toEqual([0, undefined]);
  });

  it('takes no more than its capacity, and again once there is room', () => {
    const queue = fill([['a', 'near']], 1);
    expect(queue.add('b', 'b', 'near')).toBe('b');
    expect(takeAll(queue)).toEqual(['a']);
    expect(queue.add('b', 'b', 'near')).toBeUndefined();
    expect(takeAll(queue)).toEqual(['b']);
  });

  it('turns away the least pressing when it is full, and of equals the latest', () => {
    const queue = fill(
      [
        ['a', 'near'],
        ['b', 'on-screen'],
        ['c', 'near'],
      ],
      3,
    );
    expect(queue.add('d', 'd', 'asked')).toBe('c');
    expect(queue.add('e', 'e', 'near')).toBe('e');
    expect(takeAll(queue)).toEqual(['d', 'b', 'a']);
  });

  it('gives out nothing that was taken out by its key', () => {
    const queue = fill([
      ['a', 'near'],
      ['b', 'near'],
    ]);
    expect(queue.remove('a')).toBe('a');
    expect(queue.remove('a')).toBeUndefined();
    expect(takeAll(queue)).toEqual(['b']);
  });
});

describe('moving', () => {
  it('takes an item up, behind those that pressed as much before it came', () => {
    const queue = fill([
      ['a', 'asked'],
      ['b', 'on-screen'],
      ['c', 'near'],
    ]);
    queue.move('c', 'asked');
    expect(takeAll(queue)).toEqual(['a', 'c', 'b']);
  });

  it('takes an item down', () => {
    const queue = fill([
      ['a', 'asked'],
      ['b', 'on-screen'],
    ]);
    queue.move('a', 'near');
    expect(takeAll(queue)).toEqual(['b', 'a']);
  });

  it('of what does not wait changes nothing', () => {
    const queue = fill([['a', 'near']]);
    queue.move('b', 'asked');
    expect(takeAll(queue)).toEqual(['a']);
  });
});

describe('looking', () => {
  it('shows the most pressing item, and leaves it', () => {
    const queue = fill([
      ['a', 'near'],
      ['b', 'asked'],
    ]);
    expect(queue.first).toMatchObject({ key: 'b', item: 'b', priority: 'asked' });
    expect([queue.get('a'), queue.get('c')]).toEqual(['a', undefined]);
    expect(takeAll(queue)).toEqual(['b', 'a']);
    expect(queue.first).toBeUndefined();
  });
});

describe('groups', () => {
  const add = (queue: PriorityQueue<string>, names: string, group: number, priority: Priority) => {
    for (const name of names) queue.add(name, name, priority, group);
  };
  const takeOne = (
    queue: PriorityQueue<string>,
    mayBe: Parameters<typeof queue.firstOf>[0] = () => true,
  ) => {
    const next = queue.firstOf(mayBe);
    if (next) queue.take(next);
    return next?.item;
  };
  const taken = (queue: PriorityQueue<string>) =>
    Array.from({ length: queue.size }, () => takeOne(queue)).join('');

  it('take turns among what presses as much, whoever has how much', () => {
    const queue = new PriorityQueue<string>(10);
    add(queue, 'abcd', 1, 'on-screen');
    add(queue, 'xy', 2, 'on-screen');
    add(queue, 'p', 3, 'near');
    expect(taken(queue)).toBe('axbycdp');
  });

  it('keep their turn over what they have had', () => {
    const queue = new PriorityQueue<string>(10);
    add(queue, 'ab', 1, 'on-screen');
    expect(takeOne(queue)).toBe('a');
    add(queue, 'x', 2, 'on-screen');
    expect(takeOne(queue)).toBe('x');
    add(queue, 'y', 2, 'on-screen');
    expect(taken(queue)).toBe('by');
  });

  it('come before none that presses more', () => {
    const queue = new PriorityQueue<string>(10);
    add(queue, 'ab', 1, 'asked');
    add(queue, 'x', 2, 'on-screen');
    expect(taken(queue)).toBe('abx');
  });

  it('whose turn it may not be are passed over', () => {
    const queue = new PriorityQueue<string>(10);
    add(queue, 'a', 1, 'on-screen');
    add(queue, 'x', 2, 'near');
    expect(takeOne(queue, ({ group }) => group !== 1)).toBe('x');
    expect(takeOne(queue, ({ group }) => group !== 1)).toBeUndefined();
  });

  it('that have most make way in a full queue', () => {
    const queue = new PriorityQueue<string>(4);
    add(queue, 'x', 2, 'on-screen');
    add(queue, 'abc', 1, 'on-screen');
    expect(queue.add('y', 'y', 'on-screen', 2)).toBe('c');
    expect(queue.add('p', 'p', 'near', 3)).toBe('p');
  });
});

it('the most pressing of several is found, whatever their order', () => {
  expect(mostPressing(['near', 'asked', 'on-screen'])).toBe('asked');
  expect(mostPressing(['near', 'on-screen'])).toBe('on-screen');
  expect(mostPressing([])).toBe('near');
});
