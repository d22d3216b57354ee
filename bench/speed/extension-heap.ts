import type { BrowserContext, CDPSession } from '@playwright/test';
import { withDeadline } from '../../src/messaging/deadline';

/** Milliseconds for the document to answer the debugger. */
const LIMIT = 10_000;

const MEBI = 2 ** 20;

/**
 * The heap of JavaScript in the engine's document, after rubbish was collected; 0 where there is no document. That
 * of its workers is in the memory of the process only.
 *
 * @returns MiB
 */
export async function engineHeap(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('The browser takes no debugger');
  try {
    const { targetInfos } = await session.send('Target.getTargets');
    const engine = targetInfos.find(
      ({ type, url }) => type === 'background_page' && url.startsWith('chrome-extension://'),
    );
    if (!engine) return 0;
    const { sessionId } = await session.send('Target.attachToTarget', {
      targetId: engine.targetId,
    });
    await ask(session, sessionId, 'HeapProfiler.collectGarbage');
    const { usedSize = 0 } = await ask(session, sessionId, 'Runtime.getHeapUsage');
    await session.send('Target.detachFromTarget', { sessionId });
    return usedSize / MEBI;
  } finally {
    await session.detach();
  }
}

let lastId = 0;

/** Playwright has no session for such a document: commands to it travel as text in one of the browser's. */
async function ask(
  session: CDPSession,
  sessionId: string,
  method: string,
): Promise<{ readonly usedSize?: number }> {
  const id = ++lastId;
  const answer = new Promise<{ usedSize?: number }>((resolve) => {
    const listen = ({ message }: { message: string }) => {
      const { id: answered, result = {} } = JSON.parse(message);
      if (answered !== id) return;
      session.off('Target.receivedMessageFromTarget', listen);
      resolve(result);
    };
    session.on('Target.receivedMessageFromTarget', listen);
  });
  await session.send('Target.sendMessageToTarget', {
    sessionId,
    message: JSON.stringify({ id, method }),
  });
  return withDeadline(LIMIT, answer);
}
