// @vitest-environment happy-dom

import { Blob } from 'node:buffer';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PopupPage, prediction } from './popup-page';

let page: PopupPage;

beforeEach(() => {
  page = new PopupPage();
});

afterEach(() => page.close());

/** Opens the popup at its recent predictions. */
async function openHistory(): Promise<void> {
  await page.open();
  page.flip('#history-tab');
}

const labels = () => page.texts('#history-list .label');
const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;

test('with nothing remembered it says what will be here', async () => {
  await openHistory();
  await vi.waitFor(() => expect(page.shows('#history-empty')).toBe(true));
  await vi.waitFor(() =>
    expect(page.text('#history-empty')).toBe(
      'Nothing yet. Labels that Sightline gives appear here.',
    ),
  );
  expect(page.get<HTMLButtonElement>('#clear').disabled).toBe(true);
});

test('in a private window it says that nothing is kept there, and where the rest is', async () => {
  page.world.inPrivateWindows = true;
  await openHistory();
  await vi.waitFor(() =>
    expect(page.text('#history-empty')).toBe(
      'Of private windows nothing is kept. What was kept of others is listed in their popup.',
    ),
  );
  expect(page.get<HTMLButtonElement>('#clear').disabled).toBe(true);
});

test('shows label, probability, site and time of each, latest first', async () => {
  await page.remember(
    prediction('red fox, Vulpes vulpes', { at: minutesAgo(61), probability: 0.973 }),
    prediction('bee', { at: minutesAgo(3), probability: 0.52 }),
  );
  page.store({ sureness: 'bold' });
  await openHistory();

  await vi.waitFor(() => expect(labels()).toEqual(['maybe bee', 'red fox']));
  expect(page.shows('#history-empty')).toBe(false);
  expect(page.texts('#history-list summary .percent')).toEqual(['52%', '97%']);
  expect(page.texts('#history-list .site')).toEqual(['birds.example', 'birds.example']);
  expect(page.texts('#history-list time')).toEqual(['3 min. ago', '1 hr. ago']);
  const moment = page.get<HTMLTimeElement>('#history-list time').dateTime;
  expect(Date.now() - Date.parse(moment)).toBeLessThan(4 * 60_000);
});

test('the most likely names stand in a fold that the keyboard reaches, with the group', async () => {
  await page.remember(prediction('red fox, Vulpes vulpes', { probability: 0.997 }));
  await openHistory();

  await vi.waitFor(() => expect(labels()).toEqual(['red fox']));
  expect(page.get('#history-list summary').parentElement?.tagName).toBe('DETAILS');
  expect(page.text('.rivals-title')).toBe('Most likely Other wild animals');
  expect(page.texts('.rivals bdi:first-child')).toEqual(['red fox', 'tabby']);
  expect(page.texts('.rivals .percent')).toEqual(['>99%', '5%']);
  expect(page.texts('.rivals .synonyms:not([hidden])')).toEqual(['red fox, Vulpes vulpes']);
});

test('is judged anew when the settings change, by a word, a doubt, or not at all', async () => {
  await page.remember(
    prediction('lynx', { at: minutesAgo(3), probability: 0.52 }),
    prediction('red fox', { probability: 0.53, animal: 0.98 }),
  );
  page.store({ sureness: 'bold' });
  await openHistory();
  await vi.waitFor(() => expect(labels()).toEqual(['maybe red fox', 'maybe lynx']));

  page.store({ sureness: 'careful' });
  await vi.waitFor(() => expect(labels()).toEqual(['animal', 'not sure']));
  expect(page.texts('#history-list summary .percent')).toEqual(['98%', '']);
  expect(page.texts('.entry[data-verdict="unsure"] .label')).toEqual(['not sure']);
  expect(page.texts('.entry[data-verdict="unsure"] .group')).toEqual(['']);

  page.store({ sureness: 'careful', hiddenGroups: ['cat'] });
  await vi.waitFor(() =>
    expect(page.texts('.rivals bdi:first-child')).toEqual(['red fox', 'lynx']),
  );

  page.store({ sureness: 'bold', hiddenGroups: ['wild-animal'] });
  await vi.waitFor(() => expect(labels()).toEqual([]));
  expect(page.text('#history-empty')).toMatch(/^Nothing to show/);
  expect(page.get<HTMLButtonElement>('#clear').disabled).toBe(false);

  page.store({ sureness: 'bold' });
  await vi.waitFor(() => expect(labels()).toEqual(['maybe red fox', 'maybe lynx']));
  expect(page.shows('#history-empty')).toBe(false);
});

test('a label or site with markup stays text', async () => {
  const hostile = '<b>fox</b><script>1</script>';
  await page.remember(prediction(hostile, { site: hostile }));
  await openHistory();

  await vi.waitFor(() => expect(labels()).toEqual([hostile]));
  expect(page.texts('#history-list .site')).toEqual([hostile]);
  expect(document.querySelector('#history-list :is(b, script)')).toBeNull();
});

test('follows the history live, and leaves what is there in place', async () => {
  await page.remember(prediction('bee', { at: minutesAgo(3) }));
  await openHistory();
  await vi.waitFor(() => expect(labels()).toEqual(['bee']));
  const bee = page.get('#history-list .entry');

  const { remember } = await import('../../../src/storage/history');
  await remember(prediction('red fox'));
  await page.tell('historyChanged');

  await vi.waitFor(() => expect(labels()).toEqual(['red fox', 'bee']));
  expect(bee.isConnected).toBe(true);

  await remember(prediction('bee', { at: Date.now() + 1 }));
  await page.tell('historyChanged');

  await vi.waitFor(() => expect(labels()).toEqual(['bee', 'red fox']));
  expect(page.get('#history-list .entry')).toBe(bee);
});

test('every address of a thumbnail is given back', async () => {
  let made = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => `blob:${++made}`);
  const revoke = vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => undefined);
  const thumbnail = new Blob(['x']) as globalThis.Blob;
  await page.remember(prediction('bee', { thumbnail }), prediction('fox', { thumbnail }));
  await openHistory();
  await vi.waitFor(() => expect(made).toBe(2));
  expect(page.get<HTMLImageElement>('#history-list img').hidden).toBe(false);
  expect(revoke).not.toHaveBeenCalled();

  page.close();

  expect(revoke.mock.calls.flat().toSorted()).toEqual(['blob:1', 'blob:2']);
});

test('while nothing is kept, the empty list says why', async () => {
  page.store({ keepHistory: false });
  await openHistory();
  await vi.waitFor(() => expect(page.shows('#history-empty')).toBe(true));
  await vi.waitFor(() => expect(page.text('#history-empty')).toMatch(/keeps no predictions/));
});

test('clearing asks first, and a no changes nothing', async () => {
  await page.remember(prediction('bee'));
  await openHistory();
  await vi.waitFor(() => expect(labels()).toEqual(['bee']));
  expect(page.shows('#clear-question')).toBe(false);

  page.flip('#clear');
  expect(page.shows('#clear-question')).toBe(true);
  expect(document.activeElement?.id).toBe('clear-no');

  page.flip('#clear-no');
  expect(page.shows('#clear-question')).toBe(false);
  expect(document.activeElement?.id).toBe('clear');
  expect(await page.recall()).toHaveLength(1);
});

test('clearing can be asked for again when what was asked about has gone otherwise', async () => {
  await page.remember(prediction('bee'));
  await openHistory();
  await vi.waitFor(() => expect(labels()).toEqual(['bee']));
  page.flip('#clear');
  expect(page.shows('#clear')).toBe(false);
  const { forgetAll } = await import('../../../src/storage/history');
  await forgetAll();
  await page.tell('historyChanged');
  await vi.waitFor(() => expect(page.shows('#clear')).toBe(true));
  expect(page.shows('#clear-question')).toBe(false);
});

test('clearing forgets everything after a yes', async () => {
  await page.remember(prediction('bee'), prediction('fox'));
  await openHistory();
  await vi.waitFor(() => expect(labels()).toHaveLength(2));

  page.flip('#clear');
  page.flip('#clear-yes');

  await vi.waitFor(() => expect(page.shows('#history-empty')).toBe(true));
  expect(labels()).toEqual([]);
  expect(await page.recall()).toEqual([]);
  expect(page.shows('#clear-question')).toBe(false);
});

test('a history that cannot be read is told', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new Error('No disk');
  });
  await openHistory();
  await vi.waitFor(() =>
    expect(page.text('#notices')).toMatch(/^The recent predictions could not be read\./),
  );
});

test('a history of a newer version is told, and can be cleared', async () => {
  (await openDB('sightline', 3)).close();
  await openHistory();
  await vi.waitFor(() => expect(page.text('#notices')).toContain('newer Sightline'));
  page.get('#clear').click();
  page.get('#clear-yes').click();
  await vi.waitFor(() => expect(page.text('#notices')).toBe(''));
  expect(await page.recall()).toEqual([]);
});

test('a label that is corrected meanwhile is the user’s own in the list too, and is not once that is taken back', async () => {
  await page.remember(prediction('bee'));
  await page.open();
  await vi.waitFor(() => expect(page.texts('#history-list .label')).toEqual(['bee']));
  const { keepCorrection, undoCorrection } = await import('../../../src/storage/corrections');
  await keepCorrection({ key: 'bee', word: 'Maja', instead: 'bee', at: 0 });
  await vi.waitFor(() => expect(page.texts('#history-list .label')).toEqual(['Maja']));
  await undoCorrection('bee');
  await vi.waitFor(() => expect(page.texts('#history-list .label')).toEqual(['bee']));
});
