import { expect, it } from 'vitest';
import { groupIncidents } from '../../../src/diagnostics/group-incidents';

it('groups by what happened, the latest first, and counts', () => {
  expect(
    groupIncidents([
      { what: 'http-status', detail: '404', at: 1, times: 2 },
      { what: 'gone', at: 2, times: 1 },
      { what: 'http-status', detail: '500', at: 3, times: 1 },
      { what: 'http-status', detail: '404', at: 4, times: 5 },
      { what: 'busy', at: 5, times: 1 },
    ]),
  ).toEqual([
    { what: 'busy', at: 5, times: 1, details: [] },
    {
      what: 'http-status',
      at: 4,
      times: 8,
      details: [
        { detail: '404', times: 7 },
        { detail: '500', times: 1 },
      ],
    },
    { what: 'gone', at: 2, times: 1, details: [] },
  ]);
});
