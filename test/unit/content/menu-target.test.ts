// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { MenuTarget } from '../../../src/content/menu-target';
import { makePicture, openPage } from '../fakes/page';

const url = 'https://a.example/cat.png';
let life: AbortController;
let target: MenuTarget;

beforeEach(() => {
  openPage();
  life = new AbortController();
  target = new MenuTarget(life.signal);
  return () => life.abort();
});

const openMenu = (on: Element) =>
  on.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, composed: true }));

it('finds, of several pictures with the same address, the one that the menu was opened on', () => {
  const [first, second] = [makePicture(url), makePicture(url)];
  expect(target.find(url)).toBe(first);
  openMenu(second);
  expect(target.find(url)).toBe(second);
});

it('finds a picture by its address when the menu was opened on something above it', () => {
  const picture = makePicture(url);
  openMenu(document.body);
  expect(target.find(url)).toBe(picture);
});

it('finds nothing where the picture has gone or shows something else', () => {
  const picture = makePicture(url);
  openMenu(picture);
  expect(target.find('https://a.example/dog.png')).toBeUndefined();
  picture.remove();
  expect(target.find(url)).toBeUndefined();
});
