import type { choices, Settings } from '../core/settings';
import { backendName } from '../interface/describe-engine';
import { text } from '../interface/text';
import { writeCount, writeMinutes } from '../interface/write';

/** The settings that are one of a few values. */
export type ChoiceKey = keyof typeof choices;

/** Those that are on or off. */
export const flags = [
  'backgrounds',
  'generalWords',
  'markUnsure',
  'showPercent',
  'describePictures',
  'keepHistory',
] as const satisfies readonly (keyof Settings)[];

export type FlagKey = (typeof flags)[number];

/** What a setting is called on the page. */
export const settingName = (key: keyof Settings): string =>
  text(
    {
      labelling: 'optionsWhere',
      excludedSites: 'sitesExcluded',
      chosenSites: 'sitesChosen',
      smallest: 'smallestLabel',
      backgrounds: 'switchBackgrounds',
      sureness: 'surenessTitle',
      generalWords: 'switchGeneralWords',
      markUnsure: 'switchMarkUnsure',
      hiddenGroups: 'neverName',
      badgeCorner: 'cornerLabel',
      badgeSize: 'sizeLabel',
      badgeColours: 'coloursLabel',
      showPercent: 'percentLabel',
      describePictures: 'describeLabel',
      keepHistory: 'historyKeep',
      backend: 'backendLabel',
      workers: 'workersLabel',
      idleMinutes: 'idleLabel',
    }[key],
  );

/** What the value of a setting is called; of lists, how much is in them. */
export function settingValue(settings: Settings, key: keyof Settings): string {
  switch (key) {
    case 'labelling':
      return text(
        { everywhere: 'labellingEverywhere', chosen: 'labellingChosen', asked: 'labellingAsked' }[
          settings.labelling
        ],
      );
    case 'smallest':
      return text('smallestSize', writeCount(settings.smallest));
    case 'sureness':
      return text(
        { bold: 'surenessBold', balanced: 'surenessBalanced', careful: 'surenessCareful' }[
          settings.sureness
        ],
      );
    case 'badgeCorner':
      return cornerName(settings.badgeCorner);
    case 'badgeSize':
      return text(
        { small: 'sizeSmall', medium: 'sizeMedium', large: 'sizeLarge' }[settings.badgeSize],
      );
    case 'badgeColours':
      return text(
        { system: 'coloursSystem', light: 'coloursLight', dark: 'coloursDark' }[
          settings.badgeColours
        ],
      );
    case 'backend':
      return settings.backend === 'auto' ? text('backendAuto') : backendName(settings.backend);
    case 'workers':
      return settings.workers === 'auto' ? text('backendAuto') : writeCount(settings.workers);
    case 'idleMinutes':
      return writeMinutes(settings.idleMinutes);
    case 'excludedSites':
    case 'chosenSites':
    case 'hiddenGroups':
      return writeCount(settings[key].length);
    default:
      return text(settings[key] ? 'settingOn' : 'settingOff');
  }
}

/** Corners are set by where lines start, and named by the side on which that is. */
function cornerName(corner: Settings['badgeCorner']): string {
  const isMirrored = getComputedStyle(document.documentElement).direction === 'rtl';
  const isTop = corner.startsWith('top');
  const isLeft = corner.endsWith('start') !== isMirrored;
  if (isTop) return text(isLeft ? 'cornerTopLeft' : 'cornerTopRight');
  return text(isLeft ? 'cornerBottomLeft' : 'cornerBottomRight');
}
