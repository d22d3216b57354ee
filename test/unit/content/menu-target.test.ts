// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, expect, it } from 'vitest';
import { MenuTarget, type Pictures } from '../../../src/content/menu-target';
import type { Picture } from '../../../src/content/picture-kinds';
import { asPicture, makePicture, openMenu, openPage } from '../fakes/page';

const url = 'https://a.example/cat.png';
let life: AbortController;
let target: MenuTarget;
let under: Picture[];
let known: Picture[];

const pictures: Pictures = {
  picturesAt: (x, y) => (x === 10 && y === 20 ? under : []),
  showing: (address) => known.filter(({ element, kind }) => kind.source(element) === address),
};

beforeEach(() => {
  openPage();
  life = new AbortController();
  target = new MenuTarget(life.signal);
  under = [];
  known = [];
  return () => life.abort();
});

const make = (address: string) => asPicture(makePicture(address));

it('finds, of several pictures with the same address, the one that the menu was opened on', () => {
  const [first, second] = [make(url), make(url)];
  known = [first, second];
  under = [second];
  expect(target.find(url, pictures)).toBe(first);
  openMenu(10, 20);
  expect(target.find(url, pictures)).toBe(second);
});

it('finds a picture by its address beneath another, and wherever it is', () => {
  known = [make(url)];
  under = [make('https://a.example/dog.png'), make(url)];
  openMenu(10, 20);
  expect(target.find(url, pictures)).toBe(under[1]);
  openMenu(30, 40);
  expect(target.find(url, pictures)).toBe(known[0]);
});

it('finds nothing where the picture has gone or shows something else', () => {
  known = under = [make(url)];
  openMenu(10, 20);
  expect(target.find('https://a.example/dog.png', pictures)).toBeUndefined();
  known = under = [];
  expect(target.find(url, pictures)).toBeUndefined();
});

it('finds here whatever is topmost and shows something', () => {
  const empty = document.createElement('canvas');
  empty.width = 0;
  under = [asPicture(empty, 'canvas'), make(url), make(url)];
  expect(target.findHere(pictures)).toBeUndefined();
  openMenu(10, 20);
  expect(target.findHere(pictures)).toBe(under[1]);
  openMenu(30, 40);
  expect(target.findHere(pictures)).toBeUndefined();
});

it('takes what is chosen next for nothing where a page kept the event from it', () => {
  const [first, second] = [make(url), make(url)];
  under = [second];
  known = [first, second];
  openMenu(10, 20);
  expect(target.findHere(pictures)).toBe(second);
  expect(target.findHere(pictures)).toBeUndefined();
  expect(target.find(url, pictures)).toBe(first);
});

it('knows the point, which is the middle until the menu was opened', () => {
  expect(target.point).toEqual({ x: innerWidth / 2, y: innerHeight / 2 });
  openMenu(10, 20);
  expect(target.point).toEqual({ x: 10, y: 20 });
});

it('is not led astray by events that the page makes up', () => {
  openMenu(10, 20);
  openMenu(30, 40, false);
  expect(target.point).toEqual({ x: 10, y: 20 });
});

it('ends with its signal', () => {
  life.abort();
  openMenu(10, 20);
  expect(target.point).not.toEqual({ x: 10, y: 20 });
});
