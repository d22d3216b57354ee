import browser from 'webextension-polyfill';

const key = 'welcome';

/** What is to become of the page that greets people, or has: it opens once. */
export type WelcomeState = 'due' | 'shown';

/** Undefined before the installation has been heard of. What is damaged counts as shown: nobody is greeted twice. */
export async function loadWelcome(): Promise<WelcomeState | undefined> {
  const { [key]: stored } = await browser.storage.local.get(key);
  if (stored === undefined) return undefined;
  return stored === 'due' ? 'due' : 'shown';
}

export async function saveWelcome(state: WelcomeState): Promise<void> {
  await browser.storage.local.set({ [key]: state });
}
