import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { changeScript, withChanged } from '../support/changed-extension';
import { image, nameOf, putColour } from '../support/colours';
import { EngineTargets } from '../support/engine-targets';
import { expect, test } from '../support/fixtures';
import { expectNames, expectOnly } from '../support/sightline';
import { add } from './pages';

test.beforeEach(({ site }) => {
  for (const colour of ['red', 'green', 'blue'] as const) putColour(site, colour);
  site.putPage('/', image('/red.png'));
});

test('a worker that is killed is replaced', async ({ site, sightline }) => {
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const worker = await (await EngineTargets.open(sightline)).worker();
  await worker.order('Runtime.evaluate', { expression: 'close()' });
  await add(page, image('/green.png'));
  // Nobody is told of such an end: the next picture finds out by waiting.
  await expectNames(reader, [nameOf('red'), nameOf('green')], 60_000);
});

test('a worker that hangs is replaced', async ({ site, sightline }) => {
  const { page, reader } = await sightline.open(site.url('/'));
  await expectOnly(reader, nameOf('red'));
  const worker = await (await EngineTargets.open(sightline)).worker();
  await worker.order('Runtime.evaluate', { expression: 'for (;;);' });
  await add(page, image('/green.png'));
  await expectNames(reader, [nameOf('red'), nameOf('green')], 60_000);
  const popup = await sightline.openPopup(page);
  expect(await sightline.status(popup)).toMatchObject({ state: 'ready' });
});

/** Has each worker keep the WebGL contexts that it makes, for the test to take away. */
const keepContexts = (extension: string): Promise<void> =>
  changeScript(extension, /^worker-/, (script) => {
    const keep = () => {
      const { getContext } = OffscreenCanvas.prototype;
      OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: unknown[]) {
        const context = Reflect.apply(getContext, this, args);
        if (String(args[0]).startsWith('webgl')) Object.assign(globalThis, { lastGl: context });
        return context;
      } as typeof getContext;
    };
    return `(${keep})();${script}`;
  });

const loseContext = `lastGl.getExtension('WEBGL_lose_context').loseContext()`;

test('a lost WebGL context is made anew once, and then WASM takes over', async ({
  site,
  launch,
}) => {
  // A software renderer takes its time to compile.
  test.setTimeout(180_000);
  await withChanged(keepContexts, async (extension) => {
    const sightline = await launch({ extension });
    await sightline.worker.evaluate(() =>
      chrome.storage.local.set({ settings: { backend: 'webgl' } }),
    );
    const { page, reader } = await sightline.open(site.url('/'));
    const names: string[] = [];
    const labelled = async (name: string) => {
      names.push(name);
      await expectNames(reader, names, 90_000);
    };
    await labelled(nameOf('red'));
    const popup = await sightline.openPopup(page);
    const backend = async () => {
      const status = await sightline.status(popup);
      return status.state === 'ready' ? status.backend : status.state;
    };
    expect(await backend()).toBe('webgl');
    const targets = await EngineTargets.open(sightline);
    const lose = async (workers: number) => {
      const worker = await targets.worker(workers);
      await worker.send('Runtime.evaluate', { expression: loseContext });
      await page.bringToFront();
    };

    await lose(1);
    await add(page, image('/green.png'));
    await labelled(nameOf('green'));
    expect(await backend()).toBe('webgl');

    await lose(2);
    await add(page, image('/blue.png'));
    await labelled(nameOf('blue'));
    expect(await backend()).toBe('wasm');
    const diagnostics = await sightline.openDiagnostics();
    await expect(diagnostics.getByText(/^WebGL: .*graphics card was lost/)).toBeVisible();
  });
});

/** Has WebGL run out of memory over the first picture that is not the engine's own. */
const exhaustMemory = (extension: string): Promise<void> =>
  changeScript(extension, /^worker-/, (script) => {
    const exhaust = () => {
      let isAsked = false;
      addEventListener('message', ({ data }) => {
        isAsked ||= data?.path?.includes('classify') === true;
      });
      const { getError } = WebGL2RenderingContext.prototype;
      WebGL2RenderingContext.prototype.getError = function (this: WebGL2RenderingContext) {
        return isAsked ? this.OUT_OF_MEMORY : getError.call(this);
      };
    };
    return `(${exhaust})();${script}`;
  });

test('a graphics card that runs out of memory is left to others', async ({ site, launch }) => {
  test.setTimeout(180_000);
  await withChanged(exhaustMemory, async (extension) => {
    const sightline = await launch({ extension });
    await sightline.worker.evaluate(() =>
      chrome.storage.local.set({ settings: { backend: 'webgl' } }),
    );
    const { page, reader } = await sightline.open(site.url('/'));
    await expect
      .poll(async () => (await reader.badges()).map(({ name }) => name), { timeout: 120_000 })
      .toEqual([nameOf('red')]);
    await add(page, image('/green.png') + image('/blue.png'));
    await expect.poll(async () => (await reader.badges()).length, { timeout: 120_000 }).toBe(3);
    const popup = await sightline.openPopup(page);
    const status = await sightline.status(popup);
    if (status.state !== 'ready') throw new Error(`It is ${status.state}`);
    expect(status.backend).toBe('wasm');
    expect(status.rejected.find(({ backend }) => backend === 'webgl')?.why).toMatch(/memory/);
  });
});

test('a model that cannot be read is told, and read again when it can be', async ({
  site,
  launch,
}) => {
  const nothing = async () => {};
  await withChanged(nothing, async (extension) => {
    const model = join(extension, 'model');
    await rename(model, `${model}-away`);
    const sightline = await launch({ extension });
    const { page, reader } = await sightline.open(site.url('/'));
    const popup = await sightline.openPopup(page);
    await expect(popup.locator('#status')).toHaveText('Not working');
    await expect(popup.locator('#troubles')).toContainText('engine could not start');
    const status = await sightline.status(popup);
    if (status.state !== 'failed') throw new Error(`It is ${status.state}`);
    expect(status.until).toBeGreaterThan(Date.now() - 60_000);
    expect(await reader.badges()).toEqual([]);

    await rename(`${model}-away`, model);
    await page.bringToFront();
    // Nobody does anything: when the engine has rested, the page asks again.
    await expectOnly(reader, nameOf('red'));
    await expect(popup.locator('#status')).toHaveText('Ready');
    await add(page, image('/green.png'));
    await expectNames(reader, [nameOf('red'), nameOf('green')]);
  });
});
