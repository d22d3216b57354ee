import browser from 'webextension-polyfill';
import { announce } from '../messaging/announce';
import { serve } from '../messaging/serve';
import { EngineHost, EngineUnavailableError } from './engine-host';
import { Pipeline } from './pipeline';

const host = new EngineHost(browser.runtime.getURL('model/'), () => void tellStatus());
const pipeline = new Pipeline(host);
const status = () => host.status(pipeline.waiting);

const tellStatus = () =>
  announce('engineChanged', [status()]).catch((error) => console.error('Status not told', error));

serve('offscreen', {
  classify: (job) => pipeline.classify(job),
  cancel: ({ key }) => pipeline.cancel(key),
  status,
  wake: async ({ backend }) => {
    try {
      host.choose(backend);
      await host.ready();
    } catch (error) {
      if (!(error instanceof EngineUnavailableError)) throw error;
    }
    return status();
  },
});
