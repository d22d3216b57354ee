import type { BrowserContext, CDPSession } from '@playwright/test';
import { TargetSession } from '../../test/e2e/support/target-session';

const MEBI = 2 ** 20;

/** MiB that the engine's document holds, shared with all other pages of the extension; its workers have their own. */
export interface ExtensionHeap {
  readonly javaScript: number;
  /** Nodes, documents and the like. */
  readonly dom: number;
  /** What arrays and buffers hold, which is not in JavaScript's heap. */
  readonly buffers: number;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  readonly backingStorageSize: number;
}

/** What is held where there is no document. */
const nothing: ExtensionHeap = { javaScript: 0, dom: 0, buffers: 0 };

/** What the engine's document holds once rubbish was collected. */
export function extensionHeap(context: BrowserContext): Promise<ExtensionHeap> {
  return withEngine(context, nothing, collect);
}

/**
 * Collects rubbish, and has the document's process let go of what it keeps for speed alone, as it does when memory runs
 * short: decoded pictures among it, which is more than all that is in use.
 */
export function extensionHeapUnderPressure(context: BrowserContext): Promise<ExtensionHeap> {
  return withEngine(context, nothing, async (engine) => {
    const heap = await collect(engine);
    await engine.send('Memory.simulatePressureNotification', { level: 'critical' });
    return heap;
  });
}

/** What is still on its way on a busy machine holds some for a while: collects until that brings no hundredth more. */
async function collect(engine: TargetSession): Promise<ExtensionHeap> {
  for (let least = Number.POSITIVE_INFINITY; ; ) {
    await engine.send('HeapProfiler.collectGarbage');
    const usage = (await engine.send('Runtime.getHeapUsage')) as HeapUsage;
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = usage;
    const sum = usedSize + embedderHeapUsedSize + backingStorageSize;
    if (sum > 0.99 * least) {
      return {
        javaScript: usedSize / MEBI,
        dom: embedderHeapUsedSize / MEBI,
        buffers: backingStorageSize / MEBI,
      };
    }
    least = sum;
  }
}

/** @returns the other value where the document is not open */
async function withEngine<T>(
  context: BrowserContext,
  otherwise: T,
  use: (engine: TargetSession) => Promise<T>,
): Promise<T> {
  const session: CDPSession | undefined = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('The browser takes no debugger');
  try {
    const { targetInfos } = await session.send('Target.getTargets');
    const engine = targetInfos.find(
      ({ type, url }) => type === 'background_page' && url.startsWith('chrome-extension://'),
    );
    return engine ? await use(await TargetSession.attach(session, engine.targetId)) : otherwise;
  } finally {
    await session.detach();
  }
}
