import { expect, it, vi } from 'vitest';
import { engineEvents } from '../../../src/core/engine-event';
import { failureReasons } from '../../../src/core/outcome';
import { defaultSettings } from '../../../src/core/settings';
import { withoutAddresses } from '../../../src/core/without-addresses';
import { getMessage } from '../fakes/browser';
import { ready } from '../fakes/engine-status';

vi.mock('webextension-polyfill', () => ({ default: { i18n: { getMessage } } }));
const { describeIncident } = await import('../../../src/diagnostics/describe-incident');
const { harmlessStatus } = await import('../../../src/diagnostics/findings');
const { plainReport } = await import('../../../src/diagnostics/plain-report');

const program = { version: '1.2.3', browser: 'Chromium 150', language: 'de', cores: 2 };
const now = Date.UTC(2026, 10, 27, 10, 0, 0);

it('tells everything in lines that are read without the page', () => {
  const text = plainReport(
    {
      status: { ...ready, rejected: [{ backend: 'webgl', why: 'no card' }] },
      settings: defaultSettings,
      caches: [],
      memory: { waiting: 3, waitingBytes: 0 },
      stored: 0,
      program,
      incidents: [
        { what: 'http-status', detail: '404', at: now - 3_000, times: 2 },
        { what: 'busy', at: now - 2_000, times: 1 },
        { what: 'http-status', detail: '500', at: now - 1_000, times: 1 },
      ],
    },
    now,
  );
  expect(text).toMatch(/^Sightline diagnostics · 2026-11-27T10:00:00Z\n/);
  expect(text).toContain('- State: Runs on the processor (WebAssembly)\n');
  expect(text).toContain('- Why not another way: WebGL: no card\n');
  expect(text).toContain('- Memory of the hidden page’s scripts: Could not be found out.\n');
  expect(text).toContain('- Pictures waiting: 3\n');
  expect(text.slice(text.indexOf('What failed lately'))).toBe(
    [
      'What failed lately',
      '- The picture could not be downloaded: its server answered with an error [http-status] × 3 2026-11-27T09:59:59Z',
      '  - 500',
      '  - 404 × 2',
      '- Too many pictures were waiting at once [busy] 2026-11-27T09:59:58Z',
      '',
    ].join('\n'),
  );
});

it.each([...failureReasons, ...engineEvents])('has words and a next step for %s', (what) => {
  const { headline, next } = describeIncident(what);
  expect([headline.length > 10, next.length > 10]).toEqual([true, true]);
});

it('says no address, host name or site, whatever failed in whatever words', () => {
  const hostile = [
    'https://secret.example:8080/private/cat.png?q=1',
    '//secret.example',
    'secret.example',
    'user@secret.example',
    'secret:8080',
    '192.168.0.7',
    '[fd00::7]:80',
    'file:///home/secret/cat.png',
    'data:image/png;base64,c2VjcmV0',
    'blob:https://secret.example/1',
    'http%3A%2F%2Fsecret.example',
    'secret。example',
    'C:\\secret\\cat.png',
    'localhost',
  ];
  const words = hostile.join(' ');
  for (const status of [
    { state: 'failed', why: words },
    { ...ready, rejected: [{ backend: 'webgl', why: words }] },
  ] as const) {
    const text = plainReport(
      {
        status: harmlessStatus(status),
        settings: { ...defaultSettings, excludedSites: ['secret.example', 'localhost'] },
        program,
        // As the worker wrote them down.
        incidents: hostile.map((detail, at) => ({
          what: 'unreachable',
          detail: withoutAddresses(detail),
          at,
          times: 1,
        })),
      },
      now,
    );
    expect(text).not.toMatch(/secret|example|c2Vjc|192|fd00|localhost|:\/\/|\.png/);
    expect(text).toContain('[unreachable] × 14');
  }
});
