// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://site.example/page" }
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AfterLayout } from '../../../src/content/after-layout';
import { PictureFinder } from '../../../src/content/picture-finder';
import { type Picture, styleKinds } from '../../../src/content/picture-kinds';
import { dress, lay, type Style } from '../fakes/layout';
import { tellOfLoad } from '../fakes/observers';
import { asPicture, makePicture, oneTurn, openPage } from '../fakes/page';

const events = {
  found: vi.fn<(picture: Picture) => void>(),
  lost: vi.fn(),
  changed: vi.fn<(element: Element) => void>(),
  loaded: vi.fn(),
  stirred: vi.fn(),
  moved: vi.fn(),
  scrolled: vi.fn(),
  failed: vi.fn(),
};
let life: AbortController;

beforeEach(() => {
  openPage();
  life = new AbortController();
  return () => life.abort();
});

const url = 'https://a.example/cat.png';
const image = (address = url) => `url("${address}")`;

function write(html: string): void {
  document.body.innerHTML = html;
}

/** Begins to find, looks at the whole page, and forgets what was found to begin with. */
async function start(): Promise<void> {
  new PictureFinder(events, new AfterLayout(events.failed, life.signal), life.signal);
  // Until it is idle, and has been laid out.
  for (let turn = 0; turn < 4; turn++) await oneTurn();
  for (const event of Object.values(events)) event.mockClear();
}

const found = () =>
  events.found.mock.calls.map(
    ([{ element, kind }]) => `${kind.name} of ${element.id || element.localName}`,
  );
const areFound = (...names: string[]) => vi.waitFor(() => expect(found()).toEqual(names));

describe('an element that is a picture', () => {
  it.each([
    ['img', '<img src="cat.png">', 'https://site.example/cat.png'],
    ['input', '<input type="image" src="https://a.example/cat.png">', url],
    ['svg image', '<svg><image href="cat.png"></image></svg>', 'https://site.example/cat.png'],
    ['object', '<object data="https://a.example/cat.png"></object>', url],
    [
      'object',
      '<object data="https://a.example/cat" type="image/png"></object>',
      'https://a.example/cat',
    ],
    ['embed', '<embed src="https://a.example/cat.png?size=2">', 'https://a.example/cat.png?size=2'],
  ])('is found: %s, as %s', (name, html, source) => {
    write(html);
    new PictureFinder(events, new AfterLayout(events.failed, life.signal), life.signal);
    const [[picture] = []] = events.found.mock.calls;
    expect([picture?.kind.name, picture?.kind.source(picture.element)]).toEqual([name, source]);
  });

  it.each([
    '<object data="https://a.example/page"></object>',
    '<embed src="https://a.example/film.mp4">',
    '<embed src="https://a.example/cat.png" type="application/pdf">',
    '<svg><image></image></svg>',
  ])('shows nothing in %s', (html) => {
    write(html);
    new PictureFinder(events, new AfterLayout(events.failed, life.signal), life.signal);
    const [[picture] = []] = events.found.mock.calls;
    expect(picture?.kind.source(picture.element)).toBe('');
  });

  it('is a video by its poster, until it plays', () => {
    write('<video></video>');
    const video = document.querySelector('video') as HTMLVideoElement;
    video.setAttribute('poster', url);
    Object.assign(video, { poster: url });
    new PictureFinder(events, new AfterLayout(events.failed, life.signal), life.signal);
    const [[picture] = []] = events.found.mock.calls;
    expect([picture?.kind.name, picture?.kind.source(video)]).toEqual(['poster', url]);
    Object.defineProperty(video, 'readyState', { value: 2 });
    Object.defineProperty(video, 'currentTime', { value: 1 });
    expect(picture?.kind.source(video)).toBe('');
  });

  it('shows nothing any more once it is of another kind', () => {
    write('<input type="image" src="https://a.example/cat.png">');
    new PictureFinder(events, new AfterLayout(events.failed, life.signal), life.signal);
    const [[picture] = []] = events.found.mock.calls;
    picture?.element.setAttribute('type', 'text');
    expect(picture?.kind.source(picture.element)).toBe('');
  });
});

describe('a picture by style', () => {
  it.each<[string, Style, string]>([
    ['background', { backgroundImage: image() }, ''],
    ['background ::before', { content: '""', backgroundImage: image() }, '::before'],
    ['background ::after', { content: '""', backgroundImage: image() }, '::after'],
    ['background', { backgroundImage: `linear-gradient(red, blue), ${image()}` }, ''],
    ['background', { backgroundImage: `image-set(${image()} 1x)` }, ''],
    ['content', { content: image() }, ''],
    ['content ::before', { content: image() }, '::before'],
    ['content ::after', { content: image() }, '::after'],
    ['border image', { borderImageSource: image(), borderTopWidth: '8px' }, ''],
    ['list marker', { display: 'list-item', listStyleImage: image() }, ''],
  ])('is found: %s with %o', async (name, style, pseudo) => {
    write('<p id="a"></p>');
    dress(document.querySelector('p') as Element, style, pseudo);
    new PictureFinder(events, new AfterLayout(events.failed, life.signal), life.signal);
    await areFound(`${name} of a`);
    const [[picture] = []] = events.found.mock.calls;
    expect(picture?.kind.source(picture.element)).toBe(url);
  });

  it('is none in the stead of a border that is not there', () => {
    write('<p></p>');
    const paragraph = document.querySelector('p') as Element;
    dress(paragraph, { borderImageSource: image(), borderTopWidth: '0px' });
    const kind = styleKinds.find(({ name }) => name === 'border image');
    expect(kind?.source(paragraph)).toBe('');
  });

  it('is none in a pseudo-element that is not there, or a marker that is only inherited', async () => {
    write('<p></p><img>');
    const paragraph = document.querySelector('p') as Element;
    dress(paragraph, { listStyleImage: image() });
    dress(paragraph, { content: 'none', backgroundImage: image() }, '::before');
    new PictureFinder(events, new AfterLayout(events.failed, life.signal), life.signal);
    for (let turn = 0; turn < 4; turn++) await oneTurn();
    expect(found()).toEqual(['img of img']);
  });

  it.each<Style>([{ display: 'none' }, { visibility: 'hidden' }, { opacity: '0' }])(
    'is none in a pseudo-element that is not to be seen for %o, and none any more once it is so',
    async (style) => {
      write('<p id="a"></p><p id="b"></p>');
      const [first, second] = document.querySelectorAll('p') as unknown as [Element, Element];
      const shown = { content: '""', backgroundImage: image() };
      dress(first, { ...shown, ...style }, '::before');
      dress(second, shown, '::before');
      new PictureFinder(events, new AfterLayout(events.failed, life.signal), life.signal);
      await areFound('background ::before of b');
      const [[picture] = []] = events.found.mock.calls;
      expect(picture?.kind.source(second)).toBe(url);
      dress(second, style, '::before');
      expect(picture?.kind.source(second)).toBe('');
    },
  );

  it.each(['class', 'style'])('is found where %s of its element changes', async (attribute) => {
    write('<p id="a"></p>');
    await start();
    const paragraph = dress(document.querySelector('p') as Element, { backgroundImage: image() });
    paragraph.setAttribute(attribute, 'x');
    await areFound('background of a');
  });

  it('is found where an attribute further out chooses it', async () => {
    write('<section><p id="a"></p></section>');
    await start();
    dress(document.querySelector('p') as Element, { backgroundImage: image() });
    document.querySelector('section')?.setAttribute('data-theme', 'x');
    await areFound('background of a');
  });

  it.each([
    ['css', url],
    ['img', url],
  ])(
    'is found where a rule of a script made the browser load it (as %s)',
    async (initiator, name) => {
      write('<p id="a"></p>');
      await start();
      dress(document.querySelector('p') as Element, { backgroundImage: image() });
      tellOfLoad(name, initiator);
      await areFound('background of a');
    },
  );

  it('is not looked for where an element that is known has loaded its picture', async () => {
    write('<p></p>');
    const element = makePicture(url);
    await start();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const idle = vi.spyOn(globalThis, 'requestIdleCallback');
    tellOfLoad(url, 'img');
    tellOfLoad('https://a.example/data', 'fetch');
    element.dispatchEvent(new Event('load'));
    vi.advanceTimersByTime(5_000);
    vi.useRealTimers();
    expect(idle).not.toHaveBeenCalled();
  });

  it.each(['style element', 'style sheet', 'window'])(
    'is found after a change of the %s',
    async (what) => {
      write('<p id="a"></p>');
      const link = document.createElement('link');
      document.head.replaceChildren(link);
      await start();
      dress(document.querySelector('p') as Element, { backgroundImage: image() });
      if (what === 'style element') document.head.append(document.createElement('style'));
      else if (what === 'style sheet') link.dispatchEvent(new Event('load'));
      else window.dispatchEvent(new Event('resize'));
      await areFound('background of a');
    },
  );

  it('is told of where it changes', async () => {
    write('<p></p>');
    const paragraph = dress(document.querySelector('p') as Element, { backgroundImage: image() });
    await start();
    paragraph.setAttribute('style', 'x');
    await vi.waitFor(() => expect(events.changed).toHaveBeenCalledWith(paragraph));
    expect(events.found).not.toHaveBeenCalled();
  });
});

describe('where a picture is painted', () => {
  const natural = { width: 20, height: 10 };
  const paint = (element: Element, name: string, size: typeof natural | undefined = natural) =>
    asPicture(element, name).kind.paintedBox(element, size);
  const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
  let element: Element;

  beforeEach(() => {
    write('<p></p>');
    element = lay(document.querySelector('p') as Element, 100, 50, 200, 100);
    dress(element, { paddingTop: '10px', paddingLeft: '20px', borderTopWidth: '5px' });
  });

  it('is the content box of an image, as object-fit says', () => {
    expect(paint(element, 'img')).toEqual(box(120, 65, 180, 85));
    dress(element, { objectFit: 'none', objectPosition: '0px 0px' });
    expect(paint(element, 'img')).toEqual(box(120, 65, 20, 10));
  });

  it('is where a background lies, by its origin, size and repeat', () => {
    expect(paint(element, 'background')).toEqual(box(100, 50, 200, 100));
    dress(element, { backgroundImage: image(), backgroundRepeat: 'no-repeat' });
    expect(paint(element, 'background')).toEqual(box(100, 55, 20, 10));
    dress(element, { backgroundOrigin: 'content-box', backgroundSize: '40px 30px' });
    expect(paint(element, 'background')).toEqual(box(120, 65, 40, 30));
  });

  it('is where the one layer with a picture lies, of several', () => {
    dress(element, {
      backgroundImage: `linear-gradient(rgb(0, 0, 0), rgb(1, 1, 1)), ${image()}`,
      backgroundSize: 'auto, 50px 40px',
      backgroundPosition: '0% 0%, 10px 10px',
      backgroundRepeat: 'repeat, no-repeat',
    });
    expect(paint(element, 'background')).toEqual(box(110, 65, 50, 40));
  });

  it("is the whole page's for its body's background, and the window's for a fixed one", () => {
    lay(document.documentElement, 0, -100, 500, 3_000);
    const page = box(0, -100, innerWidth, 3_000);
    expect(paint(document.body, 'background')).toEqual(page);
    dress(element, { backgroundAttachment: 'fixed', backgroundSize: 'cover' });
    dress(element, { backgroundRepeat: 'no-repeat' });
    expect(paint(element, 'background')).toEqual(box(100, 50, 200, 100));
  });

  it('is outside of a list item for its marker, on the side where reading begins', () => {
    expect(paint(element, 'list marker')).toEqual(box(73, 65, 20, 10));
    dress(element, { direction: 'rtl' });
    expect(paint(element, 'list marker')).toEqual(box(307, 65, 20, 10));
    dress(element, { listStylePosition: 'inside' });
    expect(paint(element, 'list marker')).toEqual(box(280, 65, 20, 10));
  });

  it('is all of a border, and an SVG image as its aspect ratio fits', () => {
    expect(paint(element, 'border image')).toMatchObject({
      x: 100,
      y: 50,
      width: 200,
      height: 100,
    });
    element.setAttribute('preserveAspectRatio', 'xMinYMin meet');
    lay(element, 0, 0, 200, 200);
    expect(paint(element, 'svg image')).toEqual(box(0, 0, 200, 100));
  });

  it("is of the picture's own size for the contents of a pseudo-element", () => {
    expect(paint(element, 'content ::before')).toEqual(box(120, 65, 20, 10));
  });
});

it('every kind of picture by style has a name of its own', () => {
  expect(new Set(styleKinds.map(({ name }) => name)).size).toBe(styleKinds.length);
});
