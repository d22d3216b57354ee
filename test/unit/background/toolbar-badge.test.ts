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
  await background.send(frame(0), 'report', report(0, details));
  expect(badge()).toBe('');
  expect(background.extension.session.items.get('report:1')).toEqual({ 0: report(0, details) });

  await background.send(frame(0), 'report', report(0));
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

it('forgets a tab that was closed', async () => {
  await background.send(frame(0), 'report', report(3));
  expect(background.kept('report')).toEqual(['1']);
  background.extension.events.tabRemoved.fire(1);
  await vi.waitFor(() => expect(background.kept('report')).toEqual([]));

  await background.send(frame(1), 'report', report(2));
  expect(badge()).toBe('2');
});
