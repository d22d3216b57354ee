import { text } from '../interface/text';
import { describeIncident, writeTimes } from './describe-incident';
import { engineFacts } from './engine-facts';
import type { Fact } from './fact';
import type { Findings } from './findings';
import { groupIncidents, type IncidentGroup } from './group-incidents';
import { loadFacts } from './load-facts';
import { programFacts } from './program';
import { settingsFacts } from './settings-facts';

/**
 * All that the page tells as plain text, in the user's language. Names of what failed and times stand there in the
 * project's own words and in universal time too, so that whoever gets the text can read it.
 *
 * @param now milliseconds since 1970
 */
export function plainReport(findings: Findings, now: number): string {
  const incidents = groupIncidents(findings.incidents ?? []).flatMap(incidentLines);
  return [
    `${text('diagnosticsPageTitle')} · ${writeUniversal(now)}`,
    '',
    ...section('programTitle', programFacts(findings)),
    ...section('engineTitle', engineFacts(findings)),
    ...section('loadTitle', loadFacts(findings)),
    ...section('settingsTitle', settingsFacts(findings)),
    text('failedTitle'),
    ...(incidents.length > 0 ? incidents : [`- ${text('failedEmpty')}`]),
    '',
  ].join('\n');
}

const section = (title: string, facts: readonly Fact[]): string[] => [
  text(title),
  ...facts.flatMap(factLines),
  '',
];

function factLines({ about, lines }: Fact): string[] {
  const [line, ...more] = lines;
  return more.length === 0
    ? [`- ${about}: ${line}`]
    : [`- ${about}:`, ...lines.map((each) => `  - ${each}`)];
}

function incidentLines({ what, times, at, details }: IncidentGroup): string[] {
  const { headline } = describeIncident(what);
  const words = [headline, `[${what}]`, writeTimes(times), writeUniversal(at)];
  return [
    `- ${words.filter((word) => word !== '').join(' ')}`,
    ...details.map((each) => `  - ${each.detail} ${writeTimes(each.times)}`.trimEnd()),
  ];
}

const writeUniversal = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
