import { expect, it } from 'vitest';
import { siteOf } from '../../../src/download/site-of';

it.each([
  ['https://www.a.example/x?y', 'https://a.example'],
  ['http://a.example:8080/', 'http://a.example'],
  ['https://img.a.co.uk/', 'https://a.co.uk'],
  ['https://a.github.io/', 'https://a.github.io'],
  ['http://localhost:1/', 'http://localhost'],
  ['http://10.0.0.1/', 'http://10.0.0.1'],
  ['file:///home/me/page.html', ''],
  ['about:blank', ''],
  ['null', ''],
])('%s is of the site %j', (url, site) => {
  expect(siteOf(url)).toBe(site);
});
