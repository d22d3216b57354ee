import { defaultSettings } from '../core/settings';

/** Notices that nothing was wanted for a while. It runs only while nothing is under way. */
export class IdleClock {
  readonly #onIdle: () => void;
  #minutes = defaultSettings.idleMinutes;
  #underWay = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onIdle called when the time is over, and again whenever it is over anew */
  constructor(onIdle: () => void) {
    this.#onIdle = onIdle;
    this.#start();
  }

  /** @param minutes how long to wait after this and whatever else is under way has ended */
  async during<T>(minutes: number, work: () => Promise<T>): Promise<T> {
    this.#minutes = minutes;
    this.#underWay++;
    clearTimeout(this.#timer);
    try {
      return await work();
    } finally {
      this.#underWay--;
      if (this.#underWay === 0) this.#start();
    }
  }

  get isIdle(): boolean {
    return this.#underWay === 0;
  }

  #start(): void {
    this.#timer = setTimeout(this.#onIdle, this.#minutes * 60_000);
  }
}
