/** What Chromium alone says of itself in full. */
interface ChromiumNavigator {
  readonly userAgentData?: {
    getHighEntropyValues(hints: readonly string[]): Promise<{
      readonly fullVersionList?: readonly { readonly brand: string; readonly version: string }[];
      readonly platform?: string;
      readonly platformVersion?: string;
      readonly architecture?: string;
    }>;
  };
}

/** Names that browsers make up so that nobody relies on the list. */
const MADE_UP = /not.*brand/i;

/** The browser and the system that it runs on, with their versions. */
export async function browserVersion(): Promise<string> {
  const { userAgentData } = navigator as ChromiumNavigator;
  if (!userAgentData) return navigator.userAgent;
  const found = await userAgentData.getHighEntropyValues([
    'fullVersionList',
    'platformVersion',
    'architecture',
  ]);
  const brands = (found.fullVersionList ?? []).filter(({ brand }) => !MADE_UP.test(brand));
  const names = brands.map(({ brand, version }) => `${brand} ${version}`).join(', ');
  const system = [found.platform, found.platformVersion, found.architecture].filter((part) => part);
  return `${names} (${system.join(' ')})`;
}
