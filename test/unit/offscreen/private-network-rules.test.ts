import { describe, expect, it } from 'vitest';
import rules from '../../../public/rules/private-network.json' with { type: 'json' };
import { guarded, isPrivateHost } from '../../../src/offscreen/fetch-policy';

const publicPage = { frameUrl: 'https://site.example/', tabUrl: 'https://site.example/' };

/** Whether the browser's rules stop a request for a picture of a public page. */
const isStopped = (host: string): boolean =>
  ['http', 'https'].every((scheme) =>
    rules.some(({ condition }) =>
      new RegExp(condition.regexFilter, 'i').test(
        guarded(`${scheme}://${host}/path/cat.png?size=1`, publicPage),
      ),
    ),
  );

describe('the rules of the browser', () => {
  it.each([
    '127.0.0.1',
    '127.0.0.1:8080',
    '10.1.2.3',
    '0.0.0.0',
    '192.168.1.1',
    '172.16.0.1',
    '172.31.255.255',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '[::1]',
    '[::1]:8080',
    '[fe80::1]',
    '[fd00::1]',
    '[::ffff:7f00:1]',
    'localhost',
    'localhost:3000',
    'router',
    'printer.local',
    'db.internal:5432',
    'me:secret@127.0.0.1',
  ])('stop %s, as the first address is refused', (host) => {
    expect(isStopped(host)).toBe(true);
    expect(isPrivateHost(host.replace(/^.*@|:\d+$/g, ''))).toBe(true);
  });

  it.each([
    '93.184.216.34',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '11.0.0.1',
    '[2606:2800:220:1:248:1893:25c8:1946]',
    'pictures.example',
    '127.0.0.1.example',
    'localhost.example',
    'local.example:8080',
  ])('let %s pass', (host) => {
    expect(isStopped(host)).toBe(false);
    expect(isPrivateHost(host.replace(/:\d+$/g, ''))).toBe(false);
  });

  it('stop nothing that is not asked for a public page', () => {
    const urls = ['http://127.0.0.1/cat.png', 'http://127.0.0.1/cat.png?for-a-public-page&x'];
    for (const url of urls) {
      expect(rules.some(({ condition }) => new RegExp(condition.regexFilter, 'i').test(url))).toBe(
        false,
      );
    }
  });
});
