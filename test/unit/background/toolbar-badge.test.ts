import { beforeEach, expect, it, vi } from 'vitest';
import { emptyReport, type PageReport } from '../../../src/core/page-report';
import { Background } from '../fakes/background';

let background: Background;

beforeEach(async () => {
  background = await Background.start();
});

const report = (labelled: number, details: Partial<PageReport> = {}): PageReport => ({
  ...emptyReport,
  labelled,
  ...details,
});
const frame = (number: number, tab = 1) =>
  background.extension.frame('https://site.example/', { tab, frame: number });
const badge = (tab = 1) => background.extension.badges.get(tab);

it('counts the labelled pictures of all frames of a tab', async () => {
  await background.send(frame(0), 'report', report(3));
  expect(badge()).toBe('3');
  await background.send(frame(7), 'report', report(4));
  expect(badge()).toBe('7');
  await background.send(frame(0, 2), 'report', report(1));
  expect([badge(1), badge(2)]).toEqual(['7', '1']);
});

it('does not count the pictures that could not be named', async () => {
  await background.send(frame(0), 'report', report(3, { unsure: 5 }));
  expect(badge()).toBe('3');
});

it('takes the latest report of a frame for its only one', async () => {
  await background.send(frame(0), 'report', report(3));
  await background.send(frame(0), 'report', report(5));
  expect(badge()).toBe('5');
});

it('shows nothing once no picture is labelled', async () => {
  await background.send(frame(0), 'report', report(3));
  await background.send(frame(0), 'report', report(0));
  expect(badge()).toBe('');
});

it.each<[string, Partial<PageReport>]>([
  ['left out', { leftOut: { icon: 3 } }],
  ['could not name', { unsure: 2 }],
  ['waits for', { waiting: 1 }],
])('keeps for the popup what a frame %s, though nothing is labelled there', async (_, details) => {
  const page = frame(0);
  await background.send(page, 'report', report(0, details));
  expect(badge()).toBe('');
  const { documentId: document } = page.sender;
  const kept = { 0: { ...report(0, details), document } };
  expect(background.extension.session.items.get('report:1')).toEqual(kept);

  await background.send(page, 'report', report(0));
  expect(background.kept('report')).toEqual([]);
});

it('goes on counting after the worker was restarted', async () => {
  await background.send(frame(0), 'report', report(3));
  await background.restart();
  await background.send(frame(7), 'report', report(4));
  expect(badge()).toBe('7');
});

it('counts every frame when many report at the moment when the worker starts', async () => {
  await background.send(frame(0), 'report', report(1));
  await background.restart();
  await Promise.all(
    [1, 2, 3].map((number) => background.send(frame(number), 'report', report(number))),
  );
  expect(badge()).toBe('7');
});

it('forgets the frames of a page that has gone without a word', async () => {
  const [page, advertisement] = [frame(0), frame(7)];
  await background.send(page, 'report', report(3));
  await background.send(advertisement, 'report', report(4));
  expect(badge()).toBe('7');
  // The same page as before takes nothing away, whatever the browser tells of its frames.
  background.extension.forget(advertisement);
  await background.send(page, 'report', report(2));
  expect(badge()).toBe('6');
  const next = frame(9);
  await background.send(next, 'report', report(10));
  await background.send(frame(0), 'report', report(1));
  expect(badge()).toBe('11');
});

it('forgets a tab that was closed', async () => {
  await background.send(frame(0), 'report', report(3));
  expect(background.kept('report')).toEqual(['1']);
  background.extension.events.tabRemoved.fire(1);
  await vi.waitFor(() => expect(background.kept('report')).toEqual([]));

  await background.send(frame(1), 'report', report(2));
  expect(badge()).toBe('2');
});

it('says that labelling is paused in a tab, on its site or everywhere, and takes it back', async () => {
  const paused = async (pauses: object | undefined) => {
    background.extension.local.put('pauses', pauses);
    await background.send(frame(0), 'report', report(3));
    return [badge(), background.extension.titles.get(1)];
  };
  const says = ['❚❚', 'toolbarPaused'];
  expect(await paused({ tabs: [1], sites: [] })).toEqual(says);
  expect(await paused({ tabs: [], sites: ['site.example'] })).toEqual(says);
  expect(await paused({ tabs: [], sites: [], until: Date.now() + 60_000 })).toEqual(says);
  expect(await paused({ tabs: [2], sites: ['other.example'], until: 1 })).toEqual(['3', 'extName']);
  expect(await paused(undefined)).toEqual(['3', 'extName']);
});

it('forgets the pause of a tab that is closed, and every pause when the browser starts', async () => {
  const { local, events } = background.extension;
  local.put('pauses', { tabs: [1, 2], sites: ['site.example'] });
  events.tabRemoved.fire(1);
  await vi.waitFor(() =>
    expect(local.items.get('pauses')).toEqual({ tabs: [2], sites: ['site.example'] }),
  );
  events.started.fire();
  await vi.waitFor(() => expect(local.items.has('pauses')).toBe(false));
});

it('tells a frame which tab it is in', async () => {
  expect(await background.send(frame(3, 7), 'tab')).toBe(7);
});
