// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { defaultSettings, type Settings } from '../../../src/core/settings';
import { ready } from '../fakes/engine-status';
import { OptionsPage } from './options-page';

let page: OptionsPage;

beforeEach(() => {
  page = new OptionsPage();
});

afterEach(() => page.close());

const selects: [string, keyof Settings, string, string[]][] = [
  ['#smallest', 'smallest', '200', ['32 pixels', '64 pixels', '100 pixels', '200 pixels']],
  [
    '#badge-corner',
    'badgeCorner',
    'bottom-end',
    ['Top left', 'Top right', 'Bottom left', 'Bottom right'],
  ],
  ['#badge-size', 'badgeSize', 'large', ['Small', 'Medium', 'Large']],
  ['#badge-colours', 'badgeColours', 'dark', ['As the system', 'Light', 'Dark']],
  ['#backend', 'backend', 'cpu', ['Automatic', 'WebGPU', 'WebGL', 'WebAssembly', 'JavaScript']],
  ['#workers', 'workers', '2', ['Automatic', '1', '2', '4']],
  ['#idle', 'idleMinutes', '15', ['1 minute', '5 minutes', '15 minutes', '60 minutes']],
];

const switches: [string, keyof Settings][] = [
  ['#backgrounds', 'backgrounds'],
  ['#general-words', 'generalWords'],
  ['#mark-unsure', 'markUnsure'],
  ['#show-percent', 'showPercent'],
  ['#describe-pictures', 'describePictures'],
  ['#keep-history', 'keepHistory'],
];

const radios: [string, keyof Settings, string][] = [
  ['#labelling', 'labelling', 'chosen'],
  ['#sureness', 'sureness', 'careful'],
];

describe('a setting', () => {
  it.each(selects)('%s is one of what its select offers, and is stored at once', async (...of) => {
    const [selector, key, value, words] = of;
    page.store({ excludedSites: ['news.example'] });
    await page.open();
    expect(page.texts(`${selector} option`)).toEqual(words);
    expect(page.get<HTMLSelectElement>(selector).value).toBe(String(defaultSettings[key]));

    page.choose(selector, value);
    await vi.waitFor(() => expect(String(page.stored()[key])).toBe(value));
    expect(page.stored()).toMatchObject({ excludedSites: ['news.example'] });

    page.store({});
    await vi.waitFor(() =>
      expect(page.get<HTMLSelectElement>(selector).value).toBe(String(defaultSettings[key])),
    );
  });

  it.each(switches)('%s is switched, and is stored at once', async (selector, key) => {
    await page.open();
    const input = page.get<HTMLInputElement>(selector);
    expect(input.checked).toBe(defaultSettings[key]);
    page.click(selector);
    await vi.waitFor(() => expect(page.stored()[key]).toBe(!defaultSettings[key]));
    page.store({});
    await vi.waitFor(() => expect(input.checked).toBe(defaultSettings[key]));
  });

  it.each(radios)('%s is chosen, and is stored at once', async (selector, key, value) => {
    await page.open();
    const chosen = () => page.get<HTMLInputElement>(`${selector} :checked`).value;
    expect(chosen()).toBe(defaultSettings[key]);
    page.click(`${selector} [value="${value}"]`);
    await vi.waitFor(() => expect(page.stored()[key]).toBe(value));
    page.store({});
    await vi.waitFor(() => expect(chosen()).toBe(defaultSettings[key]));
  });

  it('has a control on the page, whichever it is', () => {
    const bound = [...selects, ...switches, ...radios].map(([, key]) => key);
    const lists = ['excludedSites', 'chosenSites', 'hiddenGroups'];
    expect([...bound, ...lists].toSorted()).toEqual(Object.keys(defaultSettings).toSorted());
  });

  it('that cannot be stored is told, and goes back', async () => {
    await page.open();
    page.world.local.failures = 1;
    page.choose('#smallest', '200');
    await vi.waitFor(() => expect(page.text('#notices')).toBe('Your change could not be saved.'));
    expect(page.get<HTMLSelectElement>('#smallest').value).toBe('64');
  });
});

test('the preview shows a label as it will look', async () => {
  await page.open();
  const preview = page.get('#preview');
  expect({ ...preview.dataset }).toEqual({
    corner: 'top-start',
    size: 'medium',
    colours: 'system',
  });
  expect(page.text('#preview-badge')).toBe('lighthouse 97%');
  page.choose('#badge-corner', 'bottom-end');
  page.choose('#badge-size', 'large');
  page.choose('#badge-colours', 'dark');
  page.click('#show-percent');
  await vi.waitFor(() => expect(page.shows('#preview .percent')).toBe(false));
  expect({ ...preview.dataset }).toEqual({ corner: 'bottom-end', size: 'large', colours: 'dark' });
});

test('tells what the engine runs on and what was slower, and builds it anew for another choice, of workers too', async () => {
  page.engine = (method) => ({
    ...ready,
    backend: method === 'wake' ? 'cpu' : 'wasm',
    measured: [
      { backend: 'wasm', millisecondsPerPicture: 9, batch: 1 },
      { backend: 'webgl', millisecondsPerPicture: 11.4, batch: 4 },
    ],
  });
  await page.open();
  const headline = () => page.text('#engine-headline');
  await vi.waitFor(() => expect(headline()).toBe('Runs on the processor (WebAssembly)'));
  expect(page.texts('#engine-others li')).toEqual(['WebGL: slower here, 11 ms a picture']);

  page.choose('#backend', 'cpu');
  await vi.waitFor(() => expect(headline()).toMatch(/slowly$/));
  expect(page.asked.filter((method) => method === 'wake')).toHaveLength(1);
  page.choose('#workers', '2');
  await vi.waitFor(() => expect(page.asked.filter((method) => method === 'wake')).toHaveLength(2));
});

test('an engine that failed can be tried again', async () => {
  page.engine = (method) => (method === 'wake' ? ready : { state: 'failed', why: 'It broke' });
  await page.open();
  await vi.waitFor(() => expect(page.text('#engine-detail')).toBe('It broke'));
  page.click('#engine-retry');
  await vi.waitFor(() => expect(page.text('#engine-headline')).toMatch(/^Runs on/));
  expect(page.shows('#engine-retry')).toBe(false);
  expect(document.activeElement?.id).toBe('backend');
});
