import { expect, it } from 'vitest';
import { Room } from '../../../src/core/room';
import { type Deferred, defer } from '../fakes/deferred';

const begun: string[] = [];

/** Guests of a room who stay until they are let go. */
function visit(room: Room) {
  begun.length = 0;
  const stays = new Map<string, Deferred<void>>();
  const enter = (name: string, bytes: number, group = 0): Promise<void> => {
    const stay = defer<void>();
    stays.set(name, stay);
    return room.during(bytes, { priority: 'on-screen', group }, () => {
      begun.push(name);
      return stay.promise;
    });
  };
  return { enter, stays };
}

it('holds as many bytes as it has room for, and lets in who waits when others go', async () => {
  const { enter, stays } = visit(new Room(10));
  const a = enter('a', 6);
  void enter('b', 4);
  void enter('c', 5);
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b']);
  stays.get('a')?.resolve();
  await a;
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b', 'c']);
});

it('lets in alone who wants more than there is', async () => {
  const { enter, stays } = visit(new Room(10));
  const huge = enter('huge', 50);
  void enter('small', 1);
  await Promise.resolve();
  expect(begun).toEqual(['huge']);
  stays.get('huge')?.resolve();
  await huge;
  await Promise.resolve();
  expect(begun).toEqual(['huge', 'small']);
});

it('gives back what was taken by work that failed', async () => {
  const { enter, stays } = visit(new Room(10));
  const broken = enter('broken', 10);
  void enter('next', 10);
  stays.get('broken')?.reject(new Error('broken'));
  await expect(broken).rejects.toThrow('broken');
  await Promise.resolve();
  expect(begun).toEqual(['broken', 'next']);
});

it('has groups take turns, whoever came with how many', async () => {
  const { enter, stays } = visit(new Room(1));
  const first = enter('a1', 1, 1);
  for (const name of ['a2', 'a3']) void enter(name, 1, 1);
  void enter('b1', 1, 2);
  stays.get('a1')?.resolve();
  await first;
  await Promise.resolve();
  expect(begun).toEqual(['a1', 'b1']);
});
