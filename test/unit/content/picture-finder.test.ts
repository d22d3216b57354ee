// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://site.example/page" }
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { AfterLayout } from '../../../src/content/after-layout';
import { PictureFinder } from '../../../src/content/picture-finder';
import type { Picture } from '../../../src/content/picture-kinds';
import { dress, lay } from '../fakes/layout';
import { tellOfLoad } from '../fakes/observers';
import { madeUp, makePicture, oneTurn, openPage } from '../fakes/page';
import { pageLoad } from '../fakes/page-load';

const events = {
  found: vi.fn<(picture: Picture) => void>(),
  lost: vi.fn<(picture: Picture) => void>(),
  changed: vi.fn<(element: Element) => void>(),
  loaded: vi.fn<(element: Element) => void>(),
  stirred: vi.fn(),
  moved: vi.fn(),
  scrolled: vi.fn(),
  failed: vi.fn(),
};
let life: AbortController;
let finder: PictureFinder;

beforeEach(() => {
  openPage();
  life = new AbortController();
  return () => life.abort();
});

const url = 'https://a.example/cat.png';
const image = (address = url) => `url("${address}")`;

function write(html: string): HTMLImageElement {
  document.body.innerHTML = html;
  return document.querySelector('img') as HTMLImageElement;
}

const forget = () => {
  for (const event of Object.values(events)) event.mockClear();
};

/** Begins to find, looks at the whole page, and forgets what was found to begin with. */
async function start(): Promise<void> {
  finder = new PictureFinder(events, new AfterLayout(events.failed, life.signal), life.signal);
  // Until it is idle, and has been laid out.
  for (let turn = 0; turn < 4; turn++) await oneTurn();
  forget();
}

const namesOf = (calls: readonly [Picture][]) =>
  calls.map(([{ element, kind }]) => `${kind.name} of ${element.id || element.localName}`);
const found = () => namesOf(events.found.mock.calls);
const lost = () => namesOf(events.lost.mock.calls);
const areFound = (...names: string[]) => vi.waitFor(() => expect(found()).toEqual(names));

describe('pictures', () => {
  it('that are there already are found', () => {
    write('<img id="a"><p><picture><source><img id="b"></picture>');
    new PictureFinder(events, new AfterLayout(events.failed, life.signal), life.signal);
    expect(found()).toEqual(['img of a', 'img of b']);
  });

  it('are found where the browser cannot look into closed roots', async () => {
    vi.stubGlobal('chrome', {});
    const box = write('<div id="a"><img></div>').parentElement as HTMLElement;
    dress(box, { backgroundImage: image() });
    new PictureFinder(events, new AfterLayout(events.failed, life.signal), life.signal);
    await areFound('img of img', 'background of a');
  });

  it('of which there are thousands are not all found at once, but all in the end', async () => {
    write('<img id="a"><img id="b"><img id="c">');
    let now = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 5;
      return now;
    });
    onTestFinished(() => vi.mocked(performance.now).mockRestore());
    new PictureFinder(events, new AfterLayout(events.failed, life.signal), life.signal);
    expect(found()).toEqual(['img of a', 'img of b']);
    await areFound('img of a', 'img of b', 'img of c');
  });

  it('that come later are found, however deep they lie', async () => {
    write('');
    await start();
    const list = document.createElement('ul');
    list.innerHTML = '<li><img id="a"></li>';
    document.body.append(list);
    await areFound('img of a');
    expect(events.stirred).toHaveBeenCalled();
  });

  it('that go are lost after a pause, alone or with what holds them', async () => {
    write('<div><img id="a"></div><img id="b">');
    await start();
    for (const element of document.querySelectorAll('div, #b')) element.remove();
    await vi.waitFor(() => expect(events.stirred).toHaveBeenCalled());
    expect(lost()).toEqual([]);
    await vi.waitFor(() => expect(lost()).toEqual(['img of a', 'img of b']));
  });

  it('that are only moved, or come back within the pause, are not lost', async () => {
    const picture = write('<img id="a"><img id="b"><div></div>');
    await start();
    document.querySelector('#b')?.remove();
    picture.remove();
    await vi.waitFor(() => expect(events.stirred).toHaveBeenCalled());
    document.querySelector('div')?.append(picture);
    await vi.waitFor(() => expect(lost()).toEqual(['img of b']));
    expect(found()).toEqual([]);
  });
});

describe('shadow roots', () => {
  const attach = (host: Element, mode: ShadowRootMode, html = '<img id="a">') => {
    const root = host.attachShadow({ mode });
    root.innerHTML = html;
    return root;
  };

  it.each<ShadowRootMode>(['open', 'closed'])('that are %s are looked into', async (mode) => {
    write('<div></div>');
    attach(document.querySelector('div') as Element, mode);
    await start();
    expect([...finder.showing('')]).toMatchObject([{ element: { id: 'a' } }]);
  });

  it.each<ShadowRootMode>(['open', 'closed'])('that are %s are watched', async (mode) => {
    write('<div></div>');
    const root = attach(document.querySelector('div') as Element, mode, '<section></section>');
    await start();
    root.querySelector('section')?.append(lay(document.createElement('img'), 0, 0));
    await areFound('img of img');
    root.querySelector('img')?.dispatchEvent(new Event('load'));
    expect(events.loaded).toHaveBeenCalledExactlyOnceWith(root.querySelector('img'));
  });

  it('within shadow roots are looked into', async () => {
    write('<div></div>');
    const root = attach(document.querySelector('div') as Element, 'closed', '<x-inner></x-inner>');
    attach(root.querySelector('x-inner') as Element, 'closed');
    new PictureFinder(events, new AfterLayout(events.failed, life.signal), life.signal);
    await areFound('img of a');
  });

  it('that are attached late to an element of its own name are looked into', async () => {
    write('<x-late></x-late>');
    await start();
    attach(document.querySelector('x-late') as Element, 'closed');
    document.body.append('anything');
    await areFound('img of a');
  });

  it('are found again where their host left the page and came back', async () => {
    write('<div></div>');
    const host = document.querySelector('div') as Element;
    const root = attach(host, 'closed');
    await start();
    host.remove();
    await vi.waitFor(() => expect(lost()).toEqual(['img of a']));
    document.body.append(host);
    await areFound('img of a');
    expect([...finder.showing('')]).toMatchObject([{ element: root.querySelector('img') }]);
  });

  it('are looked at again where a style sheet of theirs has loaded late', async () => {
    write('<div></div><p id="b"></p>');
    const host = document.querySelector('div') as Element;
    const root = attach(host, 'closed', '<link><p id="a"></p>');
    await start();
    for (const element of [root.querySelector('p'), document.querySelector('p')]) {
      dress(element as Element, { backgroundImage: image() });
    }
    root.querySelector('link')?.dispatchEvent(new Event('load'));
    await areFound('background of a');
  });

  it('are left with what holds them', async () => {
    write('<div></div>');
    const host = document.querySelector('div') as Element;
    attach(host, 'closed');
    await start();
    host.remove();
    await vi.waitFor(() => expect(lost()).toEqual(['img of a']));
  });
});

describe('a change of source is told', () => {
  it.each(['src', 'srcset', 'sizes'])('where %s of the picture changes', async (attribute) => {
    const picture = write('<img>');
    await start();
    picture.setAttribute(attribute, 'x');
    await vi.waitFor(() => expect(events.changed).toHaveBeenCalledWith(picture));
  });

  it.each(['srcset', 'media', 'type'])('where %s of its <source> changes', async (attribute) => {
    const picture = write('<picture><source><img></picture>');
    await start();
    document.querySelector('source')?.setAttribute(attribute, 'x');
    await vi.waitFor(() => expect(events.changed).toHaveBeenCalledWith(picture));
  });

  it('where an attribute makes an element a picture', async () => {
    write('<object id="a"></object>');
    await start();
    document.querySelector('object')?.setAttribute('data', url);
    await areFound('object of a');
  });

  it('where the picture has loaded, or has failed to', async () => {
    const picture = write('<img>');
    await start();
    picture.dispatchEvent(new Event('load'));
    expect(events.loaded).toHaveBeenCalledExactlyOnceWith(picture);
    picture.dispatchEvent(new Event('error'));
    expect(events.changed).toHaveBeenCalledExactlyOnceWith(picture);
    expect(events.stirred).toHaveBeenCalledTimes(2);
  });

  it.each(['play', 'seeked', 'loadeddata'])('where a video fires %s', async (type) => {
    write('<video></video>');
    await start();
    const video = document.querySelector('video') as Element;
    video.dispatchEvent(new Event(type));
    expect(events.changed).toHaveBeenCalledExactlyOnceWith(video);
  });

  it.each(['load', 'error'])('but not where the page has made up a %s', async (type) => {
    const picture = write('<img>');
    await start();
    picture.dispatchEvent(madeUp(new Event(type)));
    for (const event of Object.values(events)) expect(event).not.toHaveBeenCalled();
  });

  it('but the page is not looked at again where known pictures have loaded, however late the browser tells', async () => {
    write('<img id="a"><img id="b">');
    const load = (element: Element) => {
      Object.defineProperty(element, 'currentSrc', { value: `${url}?${element.id}` });
      element.dispatchEvent(new Event('load'));
    };
    vi.useFakeTimers({ shouldAdvanceTime: true });
    onTestFinished(() => void vi.useRealTimers());
    await start();
    for (const picture of document.querySelectorAll('img')) load(picture);
    tellOfLoad(`${url}?a`, 'img');
    await vi.advanceTimersByTimeAsync(1_000);
    tellOfLoad(`${url}?b`, 'img');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(events.changed).not.toHaveBeenCalled();
    tellOfLoad(`${url}?unknown`, 'img');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(events.changed).toHaveBeenCalled();
  });

  it('but not at once where only its looks change', async () => {
    const picture = write('<img>');
    await start();
    vi.stubGlobal('requestIdleCallback', () => 0);
    picture.className = 'wide';
    await vi.waitFor(() => expect(events.stirred).toHaveBeenCalled());
    expect(events.changed).not.toHaveBeenCalled();
  });
});

it('what loads stirs a page that is loaded, and one that is loading only at its end', async () => {
  const picture = write('<img>');
  await start();
  pageLoad.isUnderWay = true;
  picture.dispatchEvent(new Event('load'));
  expect([events.loaded.mock.calls.length, events.stirred.mock.calls.length]).toEqual([1, 0]);
  pageLoad.isUnderWay = false;
  document.dispatchEvent(new Event('readystatechange'));
  expect(events.stirred).toHaveBeenCalledTimes(1);
  picture.dispatchEvent(new Event('load'));
  expect(events.stirred).toHaveBeenCalledTimes(2);
});

describe('movement is told', () => {
  it('where something scrolls', async () => {
    write('<p></p>');
    await start();
    document.querySelector('p')?.dispatchEvent(new Event('scroll'));
    expect([events.scrolled.mock.calls.length, events.stirred.mock.calls.length]).toEqual([1, 0]);
  });

  it.each(['scroll', 'transitionend'])('but not where the page has made up a %s', async (type) => {
    write('<p></p>');
    await start();
    document.querySelector('p')?.dispatchEvent(madeUp(new Event(type)));
    for (const event of [events.moved, events.scrolled, events.stirred]) {
      expect(event).not.toHaveBeenCalled();
    }
  });

  it.each(['transitionend', 'animationstart', 'toggle'])('where %s shows it', async (type) => {
    write('<p></p>');
    await start();
    document.querySelector('p')?.dispatchEvent(new Event(type));
    expect([events.moved.mock.calls.length, events.stirred.mock.calls.length]).toEqual([1, 1]);
    // Pictures that fade in one after another do not make a page that is scrolled on and on.
    expect(events.scrolled).not.toHaveBeenCalled();
  });
});

describe('the pictures at a point', () => {
  const at = () => finder.picturesAt(50, 50).map((picture) => namesOf([[picture]])[0]);

  it('are told topmost first, backgrounds and what is shown on request among them', async () => {
    write(
      '<div id="b"></div><img id="a"><canvas id="c"></canvas><video id="v"></video><a id="l"></a>',
    );
    const [div, ...others] = [...document.body.children] as [Element, ...Element[]];
    for (const element of [div, ...others]) lay(element, 0, 0, 100, 100);
    await start();
    // As a script's rule may have it, of which nobody tells.
    dress(div, { backgroundImage: image() });
    expect(at()).toEqual(['video frame of v', 'canvas of c', 'img of a', 'background of b']);
    expect(found()).toEqual(['video frame of v', 'canvas of c', 'background of b']);
  });

  it('are also those in closed shadow roots, above their hosts', async () => {
    write('<div id="h"></div>');
    const host = dress(lay(document.querySelector('div') as Element, 0, 0, 100, 100), {
      backgroundImage: image(),
    });
    const inner = Object.assign(document.createElement('img'), { id: 'a' });
    host.attachShadow({ mode: 'closed' }).append(lay(inner, 0, 0, 100, 100));
    await start();
    expect(at()).toEqual(['img of a', 'background of h']);
  });

  it('are last those that the pointer goes through', async () => {
    write('<img id="a"><img id="b"><img id="c"><img id="d">');
    for (const element of document.body.children) lay(element, 0, 0, 100, 100);
    for (const id of ['c', 'd']) {
      dress(document.getElementById(id) as Element, { pointerEvents: 'none' });
    }
    lay(document.getElementById('b') as Element, 500, 500, 100, 100);
    await start();
    expect(at()).toEqual(['img of a', 'img of d', 'img of c']);
  });

  it('are the same ones every time', async () => {
    lay(write('<img>'), 0, 0, 100, 100);
    await start();
    expect(finder.picturesAt(50, 50)[0]).toBe(finder.picturesAt(50, 50)[0]);
  });
});

it('all pictures that show an address are known', async () => {
  const first = makePicture(url);
  makePicture('https://a.example/dog.png');
  const second = makePicture(url);
  await start();
  expect([...finder.showing(url)].map(({ element }) => element)).toEqual([first, second]);
});

it('one that cannot be looked at does not keep the others from being found', async () => {
  write('<p></p>');
  await start();
  const paragraph = document.querySelector('p') as Element;
  events.found.mockImplementationOnce(() => {
    throw new Error('A bug');
  });
  paragraph.append(document.createElement('img'));
  document.body.append(Object.assign(document.createElement('img'), { id: 'b' }));
  await vi.waitFor(() => expect(found()).toContain('img of b'));
  expect(events.failed).toHaveBeenCalledExactlyOnceWith(new Error('A bug'));
});

it('ends with its signal', async () => {
  const picture = write('<img>');
  await start();
  life.abort();
  const told = vi.fn();
  const witness = new MutationObserver(told);
  witness.observe(document, { subtree: true, childList: true, attributes: true });
  picture.src = 'x';
  picture.dispatchEvent(new Event('load'));
  picture.remove();
  tellOfLoad(url, 'css');
  await vi.waitFor(() => expect(told).toHaveBeenCalled());
  witness.disconnect();
  for (const event of Object.values(events)) expect(event).not.toHaveBeenCalled();
});
