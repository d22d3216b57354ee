// @vitest-environment happy-dom
import '../fakes/complete-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { IdleScan } from '../../../src/content/idle-scan';
import { rootIn } from '../fakes/complete-dom';

let idle: (() => void) | undefined;
let due: (() => void) | undefined;
let now: number;
let life: AbortController;
let scan: IdleScan;
const look = vi.fn(rootIn);
const frame = {
  read: (work: () => void) => {
    due = work;
  },
  awaits: (work: () => void) => due === work,
};
const cancel = vi.fn(() => {
  idle = undefined;
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  look.mockReset().mockImplementation(rootIn);
  idle = undefined;
  due = undefined;
  now = 0;
  vi.stubGlobal('requestIdleCallback', (work: () => void) => {
    idle = work;
    return 1;
  });
  vi.stubGlobal('cancelIdleCallback', cancel);
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  document.body.innerHTML = '<ul id="list"><li id="a"></li><li id="b"></li></ul><p id="c"></p>';
  life = new AbortController();
  scan = new IdleScan(look, frame, life.signal);
  return () => vi.useRealTimers();
});

/** Lets the browser be idle, and then lay the page out. */
function beIdle(): void {
  const work = idle;
  idle = undefined;
  work?.();
  layOut();
}

function layOut(): void {
  const work = due;
  due = undefined;
  work?.();
}

const get = (id: string) => document.getElementById(id) as HTMLElement;
function looked(): string[] {
  const ids = look.mock.calls.map(([{ id }]) => id);
  look.mockClear();
  return ids;
}

describe('a new tree', () => {
  it('is looked at when the browser is idle, first to last and each element once', () => {
    scan.add(get('a'));
    scan.add(get('list'));
    scan.add(get('c'));
    expect(looked()).toEqual([]);
    beIdle();
    expect(looked().toSorted()).toEqual(['a', 'b', 'c', 'list']);
    expect(idle).toBeUndefined();
  });

  it('is looked at without a rest after another', () => {
    scan.add(get('list'));
    beIdle();
    scan.add(get('c'));
    beIdle();
    expect(looked()).toEqual(['list', 'a', 'b', 'c']);
  });

  it('that has left the page meanwhile is not looked at', () => {
    scan.add(get('list'));
    get('b').remove();
    scan.add(get('c'));
    get('c').remove();
    beIdle();
    expect(looked()).toEqual(['list', 'a']);
  });

  it('that has left the page is let go of while nothing is looked at, and is new when it comes back', () => {
    const [a, c] = [get('a'), get('c')];
    scan.add(a);
    scan.again(get('b'));
    scan.againAlone(c);
    for (const element of [a, c]) element.remove();
    scan.dropLost();
    document.body.append(a, c);
    scan.add(a);
    beIdle();
    expect(looked().toSorted()).toEqual(['a', 'b']);
  });

  it('in a shadow root is looked at, too', () => {
    const root = get('c').attachShadow({ mode: 'closed' });
    root.innerHTML = '<b id="d"></b>';
    scan.add(root);
    beIdle();
    expect(looked()).toEqual(['d']);
  });

  it('is looked at with the shadow roots that are in it, each element once', () => {
    const inner = get('c').attachShadow({ mode: 'closed' });
    inner.innerHTML = '<div id="d"></div><b id="e"></b>';
    const innermost = inner.querySelector('div')?.attachShadow({ mode: 'open' });
    if (innermost) innermost.innerHTML = '<b id="f"></b>';
    scan.add(inner);
    scan.add(document.body);
    beIdle();
    expect(looked().toSorted()).toEqual(['', 'a', 'b', 'c', 'd', 'e', 'f', 'list']);
  });

  it('is looked at with its own shadow root', () => {
    get('c').attachShadow({ mode: 'closed' }).innerHTML = '<b id="d"></b>';
    scan.add(get('c'));
    beIdle();
    expect(looked()).toEqual(['c', 'd']);
  });

  it('is listed as it is looked at, and what is new comes first', () => {
    look.mockImplementation((element) => {
      now += 10;
      return rootIn(element);
    });
    const all = vi.spyOn(Element.prototype, 'querySelectorAll');
    scan.again(get('list'));
    scan.add(get('c'));
    beIdle();
    expect([looked(), all.mock.calls]).toEqual([['c'], []]);
    for (let slice = 0; slice < 4; slice++) beIdle();
    expect([looked(), all.mock.contexts]).toEqual([
      ['list', 'a', 'b'],
      [get('c'), get('list')],
    ]);
  });
});

describe('what has changed', () => {
  it('is looked at with rests between, all that it is by then', () => {
    scan.again(get('list'));
    beIdle();
    expect(looked()).toEqual(['list', 'a', 'b']);
    scan.againAlone(get('c'));
    scan.again(get('a'));
    expect(idle).toBeUndefined();
    vi.advanceTimersByTime(199);
    expect(idle).toBeUndefined();
    vi.advanceTimersByTime(1);
    beIdle();
    expect(looked().toSorted()).toEqual(['a', 'c']);
  });

  it('alone, and is new, is looked at with what is in it', () => {
    scan.againAlone(get('list'));
    scan.add(get('list'));
    beIdle();
    expect(looked().toSorted()).toEqual(['a', 'b', 'list']);
  });

  it('alone is looked at without what is in it', () => {
    scan.againAlone(get('list'));
    beIdle();
    expect(looked()).toEqual(['list']);
  });

  it('does not keep a new tree waiting', () => {
    scan.again(get('list'));
    beIdle();
    looked();
    scan.again(get('list'));
    scan.add(get('c'));
    beIdle();
    expect(looked()).toEqual(['c']);
    vi.advanceTimersByTime(200);
    beIdle();
    expect(looked()).toEqual(['list', 'a', 'b']);
  });

  it('gets a rest as long as nineteen looks', () => {
    look.mockImplementation((element) => {
      now += 10;
      return rootIn(element);
    });
    const end = () => {
      while (idle) beIdle();
    };
    scan.againAlone(get('c'));
    end();
    scan.again(get('list'));
    vi.advanceTimersByTime(200);
    expect(idle).toBeDefined();
    end();
    scan.againAlone(get('c'));
    vi.advanceTimersByTime(569);
    expect(idle).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(idle).toBeDefined();
  });
});

describe('the rest', () => {
  it('is ten seconds at most', () => {
    look.mockImplementation((element) => {
      now += 1_000;
      return rootIn(element);
    });
    scan.againAlone(get('c'));
    while (idle) beIdle();
    scan.againAlone(get('c'));
    vi.advanceTimersByTime(9_999);
    expect(idle).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(idle).toBeDefined();
  });
});

it('styles are read only when the browser has laid them out', () => {
  scan.add(get('list'));
  const work = idle;
  idle = undefined;
  work?.();
  scan.add(get('c'));
  expect([looked(), idle]).toEqual([[], undefined]);
  layOut();
  expect(looked()).toEqual(['list', 'a', 'b', 'c']);
});

describe('a slice', () => {
  beforeEach(() => {
    look.mockImplementation((element) => {
      now += 3;
      return rootIn(element);
    });
  });

  it('ends after 5 ms', () => {
    scan.add(document.body);
    beIdle();
    expect(looked()).toHaveLength(2);
    for (let slice = 0; slice < 2; slice++) beIdle();
    expect(looked()).toHaveLength(3);
  });
});

it('nothing is looked at after the end', () => {
  scan.add(get('list'));
  life.abort();
  expect(cancel).toHaveBeenCalledExactlyOnceWith(1);
  scan.againAlone(get('c'));
  vi.advanceTimersByTime(2_000);
  expect(looked()).toEqual([]);
});
