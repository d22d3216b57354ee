import { describe, expect, it } from 'vitest';
import { type Priority, PriorityQueue } from '../../../src/core/priority-queue';

function fill(items: [string, Priority][], capacity = 10): PriorityQueue<string> {
  const queue = new PriorityQueue<string>(capacity);
  for (const [name, priority] of items) queue.add(name, name, priority);
  return queue;
}

const takeAll = (queue: PriorityQueue<string>) =>
  Array.from({ length: queue.size }, () => queue.take());

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
    expect([queue.size, queue.take()]).toEqual([0, undefined]);
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

describe('raising', () => {
  it('moves an item up, behind those that pressed as much before it came', () => {
    const queue = fill([
      ['a', 'asked'],
      ['b', 'on-screen'],
      ['c', 'near'],
    ]);
    queue.raise('c', 'asked');
    expect(takeAll(queue)).toEqual(['a', 'c', 'b']);
  });

  it('never moves an item down', () => {
    const queue = fill([
      ['a', 'asked'],
      ['b', 'on-screen'],
    ]);
    queue.raise('a', 'near');
    expect(takeAll(queue)).toEqual(['a', 'b']);
  });

  it('of what does not wait changes nothing', () => {
    const queue = fill([['a', 'near']]);
    queue.raise('b', 'asked');
    expect(takeAll(queue)).toEqual(['a']);
  });
});
