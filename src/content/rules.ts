import { isPausedAt, type Pauses } from '../core/pauses';
import type { Settings } from '../core/settings';
import { send } from '../messaging/send';
import { loadPauses, watchPauses } from '../storage/pauses';
import { loadSettings, watchSettings } from '../storage/settings';
import { listen } from './dom';
import { pageSite } from './site';

type Obey = (settings: Settings, isPaused: boolean) => void;

/** Milliseconds for the worker to say which tab this is. */
const PATIENCE = 5_000;

/** What holds on this page: the settings, and whether labelling is paused here. */
export class Rules {
  readonly #obey: Obey;
  readonly #onError: (error: unknown) => void;
  readonly #signal: AbortSignal;
  #settings: Settings | undefined;
  #pauses: Pauses | undefined;
  #tab: number | undefined;
  #end: ReturnType<typeof setTimeout> | undefined;
  /** When the pause that is waited for ends, in milliseconds since 1970; 0 while there is none. */
  #until = 0;

  /**
   * @param obey told what holds, once it is known and whenever it changes
   * @param signal ends the telling
   */
  constructor(obey: Obey, onError: (error: unknown) => void, signal: AbortSignal) {
    this.#obey = obey;
    this.#onError = onError;
    this.#signal = signal;
    watchSettings((settings) => {
      this.#settings = settings;
      this.#apply();
    }, signal);
    watchPauses((pauses) => this.#take(pauses).catch(onError), signal);
    signal.addEventListener('abort', () => clearTimeout(this.#end));
    // While the computer sleeps timers stand still, and a pause goes on.
    const onWake = () => this.#until > 0 && Date.now() >= this.#until && this.#apply();
    listen(document, 'visibilitychange', onWake, { signal });
    // What was read may be older than what has been told meanwhile.
    this.#read(true).catch(onError);
  }

  /** Reads all anew, and tells of it. */
  reload(): Promise<void> {
    return this.#read(false);
  }

  async #read(isOld: boolean): Promise<void> {
    const [settings, pauses] = await Promise.all([loadSettings(), loadPauses()]);
    if (!isOld || !this.#settings) this.#settings = settings;
    await this.#take((isOld && this.#pauses) || pauses);
  }

  async #take(pauses: Pauses): Promise<void> {
    this.#pauses = pauses;
    if (pauses.tabs.length > 0 && this.#tab === undefined) {
      // Where it cannot be asked, the tab is not known to be paused.
      await send('background', 'tab', [], PATIENCE).then((tab) => {
        this.#tab = tab;
      }, this.#onError);
    }
    this.#apply();
  }

  readonly #apply = (): void => {
    // The extension may have gone meanwhile.
    if (!this.#settings || !this.#pauses || this.#signal.aborted) return;
    const now = Date.now();
    const { until = 0 } = this.#pauses;
    clearTimeout(this.#end);
    this.#until = until > now ? until : 0;
    if (this.#until > 0) this.#end = setTimeout(this.#apply, until - now);
    const place = { tab: this.#tab, site: pageSite() };
    this.#obey(this.#settings, isPausedAt(this.#pauses, place, now));
  };
}
