import browser from 'webextension-polyfill';
import { text } from '../interface/text';
import { writeCount } from '../interface/write';
import { browserVersion } from './browser-version';
import { type Fact, fact } from './fact';
import type { Findings } from './findings';

/** What Sightline is, and what it runs in. */
export interface Program {
  readonly version: string;
  readonly browser: string;
  /** Language of the browser, as a tag. */
  readonly language: string;
  /** How many processor cores the browser tells of. */
  readonly cores: number;
}

export async function findProgram(): Promise<Program> {
  return {
    version: browser.runtime.getManifest().version,
    browser: await browserVersion(),
    language: browser.i18n.getUILanguage(),
    cores: navigator.hardwareConcurrency,
  };
}

export function programFacts({ program }: Findings): Fact[] {
  return [
    fact('factVersion', program?.version),
    fact('factBrowser', program?.browser),
    fact('factLanguage', program && text('factLanguages', program.language, text('uiLanguage'))),
    fact('factCores', program && writeCount(program.cores)),
  ];
}
