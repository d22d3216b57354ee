import browser from 'webextension-polyfill';
import { Line } from '../messaging/line';

/** Over which this frame asks about its pictures: an open port costs a fifth of what a message of its own does. */
export const workerLine = new Line<'classification'>(async (take, onCut) => {
  const port = browser.runtime.connect();
  port.onMessage.addListener(take as (message: unknown) => void);
  port.onDisconnect.addListener(onCut);
  return port;
});
