import type { Settings } from '../core/settings';
import { backendName } from '../interface/describe-engine';
import { text } from '../interface/text';
import { writeCount, writeMinutes } from '../interface/write';
import { type Fact, fact } from './fact';
import type { Findings } from './findings';

/** The settings that matter to what is labelled; of the sites left out only how many there are. */
export function settingsFacts({ settings }: Findings): Fact[] {
  if (!settings) return [];
  const { backend } = settings;
  return [
    fact('labellingTitle', labellingName(settings)),
    fact('factExcludedSites', writeCount(settings.excludedSites.length)),
    fact('factChosenSites', writeCount(settings.chosenSites.length)),
    fact('smallestLabel', text('smallestSize', writeCount(settings.smallest))),
    fact('switchBackgrounds', onOrOff(settings.backgrounds)),
    fact('surenessTitle', surenessName(settings)),
    fact('switchGeneralWords', onOrOff(settings.generalWords)),
    fact('switchMarkUnsure', onOrOff(settings.markUnsure)),
    fact('factHiddenGroups', writeCount(settings.hiddenGroups.length)),
    fact('historyKeep', onOrOff(settings.keepHistory)),
    fact('backendLabel', backend === 'auto' ? text('backendAuto') : backendName(backend)),
    fact('idleLabel', writeMinutes(settings.idleMinutes)),
  ];
}

const onOrOff = (isOn: boolean): string => text(isOn ? 'settingOn' : 'settingOff');

const labellingName = ({ labelling }: Settings): string =>
  text(
    { everywhere: 'labellingEverywhere', chosen: 'labellingChosen', asked: 'labellingAsked' }[
      labelling
    ],
  );

const surenessName = ({ sureness }: Settings): string =>
  text(
    { bold: 'surenessBold', balanced: 'surenessBalanced', careful: 'surenessCareful' }[sureness],
  );
