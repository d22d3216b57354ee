import { expect, it } from 'vitest';
import {
  type Incident,
  maxIncidents,
  repairIncidents,
  withIncident,
} from '../../../src/core/incident';

const timedOut: Incident = { what: 'timed-out', at: 1, times: 1 };
const notFound: Incident = { what: 'http-status', detail: '404', at: 2, times: 1 };

it('counts what happens again in a row, and keeps its last time', () => {
  const log = [notFound, { ...notFound, at: 5, times: 3 }].reduce(withIncident, [timedOut]);
  expect(log).toEqual([timedOut, { ...notFound, at: 5, times: 4 }]);
});

it('tells apart what differs in its detail, and what something else came between', () => {
  const incidents = [notFound, { ...notFound, detail: '500' }, timedOut, notFound];
  expect(incidents.reduce(withIncident, [])).toEqual(incidents);
});

it('forgets the oldest', () => {
  let log: readonly Incident[] = [];
  for (let at = 0; at < maxIncidents + 5; at++) {
    log = withIncident(log, { ...notFound, detail: String(at), at });
  }
  expect(log).toHaveLength(maxIncidents);
  expect([log.at(0)?.at, log.at(-1)?.at]).toEqual([5, maxIncidents + 4]);
});

it.each<[string, unknown, readonly Incident[]]>([
  ['no list', { length: 1 }, []],
  ['nothing', undefined, []],
  ['a kind that is not known', [{ ...timedOut, what: 'toString' }, notFound], [notFound]],
  ['no time', [{ what: 'busy', times: 1 }, notFound], [notFound]],
  ['no number', [{ ...timedOut, times: '9' }, { ...timedOut, times: 0 }, null, 'x'], []],
  ['a detail that is no text', [{ ...timedOut, detail: { a: 1 } }], [timedOut]],
  ['more than it should', [{ ...notFound, url: 'https://secret.example' }], [notFound]],
])('makes the best of a stored log with %s', (_, stored, log) => {
  expect(repairIncidents(stored)).toEqual(log);
});

it('takes over no more than it keeps', () => {
  expect(repairIncidents(Array(1_000).fill(timedOut))).toHaveLength(maxIncidents);
});
