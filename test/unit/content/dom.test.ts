// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as dom from '../../../src/content/dom';
import { rootIn } from '../fakes/complete-dom';
import { dress, lay } from '../fakes/layout';

beforeEach(() => {
  vi.stubGlobal('chrome', { dom: { openOrClosedShadowRoot: rootIn } });
  document.body.replaceChildren();
});

function add<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  to: Element | ShadowRoot = document.body,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  to.append(element);
  return element;
}

describe('what a page puts in the place of a property is not taken for it', () => {
  it('by the controls of a form', () => {
    const form = lay(add('form'), 1, 2, 3, 4);
    const image = add('img', form);
    // As <input name=isConnected> does in a browser.
    for (const name of [
      'isConnected',
      'parentNode',
      'assignedSlot',
      'matches',
      'closest',
      'getRootNode',
      'getBoundingClientRect',
      'querySelectorAll',
      'contains',
      'checkVisibility',
      'compareDocumentPosition',
    ]) {
      Object.defineProperty(form, name, { value: add('input', form) });
    }
    expect(dom.isConnected(form)).toBe(true);
    expect(dom.parentOf(form)).toBe(document.body);
    expect(dom.elementMatches(form, 'form')).toBe(true);
    expect(dom.closestAcross(form, 'body')).toBe(document.body);
    expect(dom.rootOf(form)).toBe(document);
    expect(dom.rectOf(form)).toMatchObject({ x: 1, y: 2, width: 3, height: 4 });
    expect([...dom.allIn(form, 'img')]).toEqual([image]);
    expect(dom.isWithin(image, form)).toBe(true);
    expect(dom.isRendered(form)).toBe(true);
    expect(dom.isAfter(add('p'), form)).toBe(true);
  });

  it('by the named elements of a document', () => {
    const image = add('img');
    // As <img name=documentElement> does in a browser.
    Object.defineProperty(document, 'documentElement', { value: image, configurable: true });
    expect(dom.rootElement()?.localName).toBe('html');
    Reflect.deleteProperty(document, 'documentElement');
  });
});

describe('across shadow roots', () => {
  it('one element comes after another as they are nested', () => {
    const [first, second] = [add('div'), add('div')];
    const [one, two] = [first, second].map((host) =>
      add('p', host.attachShadow({ mode: 'closed' })),
    );
    expect(dom.isAfter(two as Element, one as Element)).toBe(true);
    expect(dom.isAfter(one as Element, two as Element)).toBe(false);
    expect(dom.isAfter(second, one as Element)).toBe(true);
    expect(dom.isAfter(one as Element, first)).toBe(true);
    expect(dom.isAfter(first, one as Element)).toBe(false);
  });

  it('ancestors are found out of roots and through slots', () => {
    const host = add('section');
    const root = host.attachShadow({ mode: 'closed' });
    const frame = add('figure', root);
    const slot = add('slot', frame);
    const child = add('img', host);
    expect([dom.parentOf(child), dom.parentOf(slot), dom.parentOf(frame)]).toEqual([
      slot,
      frame,
      host,
    ]);
    expect(dom.closestAcross(frame, 'section')).toBe(host);
    expect(dom.closestAcross(frame, 'table')).toBeUndefined();
    expect([dom.isWithin(child, frame), dom.isWithin(frame, child)]).toEqual([true, false]);
  });

  it('elements at a point are told topmost first, those in a root before its host', () => {
    const below = lay(add('p'), 0, 0, 100, 100);
    const host = lay(add('div'), 0, 0, 100, 100);
    const inside = lay(add('img', host.attachShadow({ mode: 'closed' })), 0, 0, 50, 50);
    expect([...dom.elementsAt(10, 10)]).toEqual([inside, host, below]);
    expect([...dom.elementsAt(60, 60)]).toEqual([host, below]);
  });
});

it('what is hidden or has left the page is not rendered', () => {
  const image = add('img', dress(add('div'), { visibility: 'hidden' }));
  expect(dom.isRendered(image)).toBe(false);
  const other = add('img');
  expect(dom.isRendered(other)).toBe(true);
  other.remove();
  expect(dom.isRendered(other)).toBe(false);
});
