import { beforeEach, expect, it, vi } from 'vitest';
import { Background } from '../fakes/background';
import { EXTENSION_ORIGIN } from '../fakes/extension';

let background: Background;
const welcomePage = `${EXTENSION_ORIGIN}src/welcome/welcome.html`;

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  background = await Background.start();
});

const opened = () => background.extension.openTab.mock.calls.map(([{ url }]) => url);
const kept = () => background.extension.local.items.get('welcome');
const install = (reason = 'install') => background.extension.events.installed.fire({ reason });

/** Whatever the worker began at its start, or at an event before, is over. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

it('opens once after the installation, though the worker starts anew', async () => {
  install();
  await vi.waitFor(() => expect(kept()).toBe('shown'));
  await background.restart();
  await settle();
  expect(opened()).toEqual([welcomePage]);
});

it.each(['update', 'browser_update', 'shared_module_update'])(
  'does not open after "%s"',
  async (reason) => {
    install(reason);
    await settle();
    expect(opened()).toEqual([]);
    expect(kept()).toBeUndefined();
  },
);

it('does not open again where an extension that was only loaded anew says that it was installed', async () => {
  install();
  await vi.waitFor(() => expect(kept()).toBe('shown'));
  await background.restart();
  install();
  await settle();
  expect(opened()).toHaveLength(1);
});

it('opens in the next worker where the first one ended before it could', async () => {
  background.extension.openTab.mockImplementationOnce(() => new Promise(() => undefined));
  install();
  await vi.waitFor(() => expect(opened()).toHaveLength(1));
  expect(kept()).toBe('due');

  await background.restart();

  await vi.waitFor(() => expect(kept()).toBe('shown'));
  expect(opened()).toHaveLength(2);
});

it('opens later where there was no window to open it in', async () => {
  background.extension.openTab.mockRejectedValueOnce(new Error('No current window'));
  install();
  await vi.waitFor(() => expect(console.error).toHaveBeenCalledOnce());
  expect(kept()).toBe('due');

  await background.restart();

  await vi.waitFor(() => expect(kept()).toBe('shown'));
});

it('opens once where the installation is told of while it opens', async () => {
  background.extension.local.put('welcome', 'due');
  background.extension.openTab.mockImplementation(settle);
  await background.restart();
  install();
  await vi.waitFor(() => expect(kept()).toBe('shown'));
  await settle();
  expect(opened()).toHaveLength(1);
});

it('never opens in private windows, where it leaves its turn to the other worker', async () => {
  background.extension.inPrivateWindows = true;
  background.extension.local.put('welcome', 'due');
  await background.restart();
  install();
  await settle();
  expect(opened()).toEqual([]);
  expect(kept()).toBe('due');
});

it('greets nobody where what was kept is damaged', async () => {
  background.extension.local.put('welcome', { not: 'a state' });
  await background.restart();
  install();
  await settle();
  expect(opened()).toEqual([]);
});
