/** How many reports a browser keeps for those who come later: where there are as many, others may be lost. */
const KEPT = 100;

/** How many addresses are remembered. */
const CAPACITY = 1_000;

/** What such a report tells, of which TypeScript knows nothing. */
interface Violation {
  readonly blockedURL: string | null;
  readonly disposition: 'enforce' | 'report';
  readonly effectiveDirective: string;
}

/**
 * Knows what the page's own policy has kept the browser from loading: that policy does not bind this script.
 *
 * Resource timing would not tell: what was blocked has an entry there, too, and what the style sheets of other hosts
 * load has none.
 */
export class ForbiddenLoads {
  readonly #addresses = new Set<string>();
  readonly #observer = new ReportingObserver((reports) => this.#note(reports), {
    types: ['csp-violation'],
    buffered: true,
  });
  #isLossy = false;

  /** @param signal ends the watching */
  constructor(signal: AbortSignal) {
    this.#observer.observe();
    const earlier = this.#observer.takeRecords();
    this.#isLossy = earlier.length >= KEPT && earlier.some(isEnforced);
    this.#note(earlier);
    signal.addEventListener('abort', () => this.#observer.disconnect());
  }

  /**
   * Whether an address was kept from being loaded, or may have been.
   *
   * @param url an absolute address that the browser has laid the page out with
   */
  has(url: string): boolean {
    this.#note(this.#observer.takeRecords());
    // Reports leave these out; and what an <object> may not load they tell by its origin alone.
    const address = Object.assign(new URL(url), { hash: '', username: '', password: '' });
    return (
      this.#isLossy || this.#addresses.has(address.href) || this.#addresses.has(address.origin)
    );
  }

  #note(reports: readonly Report[]): void {
    for (const report of reports) {
      const { blockedURL, effectiveDirective } = violationOf(report);
      const isPicture = /^(?:img|object)-src$/.test(effectiveDirective);
      if (!isPicture || !isEnforced(report) || blockedURL === null) continue;
      if (this.#addresses.size < CAPACITY) this.#addresses.add(blockedURL);
      else this.#isLossy = true;
    }
  }
}

const violationOf = ({ body }: Report): Violation => body as unknown as Violation;

/** Sites that only try a policy out have as many reports of what was loaded all the same. */
const isEnforced = (report: Report): boolean => violationOf(report).disposition === 'enforce';
