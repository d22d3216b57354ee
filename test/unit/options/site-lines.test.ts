import { describe, expect, it } from 'vitest';
import { readSites, siteOf, writeSites } from '../../../src/options/site-lines';

describe('a site', () => {
  it.each([
    ['example.org', 'example.org'],
    ['  Example.ORG ', 'example.org'],
    ['https://www.example.org/offers?x=1#top', 'www.example.org'],
    ['example.org/offers', 'example.org'],
    ['example.org:8080', 'example.org'],
    ['http://127.0.0.1:3000/', '127.0.0.1'],
    ['localhost:3000', 'localhost'],
    ['[::1]', '[::1]'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('is meant by %j', (words, site) => {
    expect(siteOf(words)).toBe(site);
  });

  it.each([
    '',
    ' ',
    '7',
    'two words',
    '*.example.org',
    'file:///home',
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:somebody@example.org',
    'https://',
    '<b>',
    'example..org%',
  ])('is not meant by %j', (words) => {
    expect(siteOf(words)).toBeUndefined();
  });
});

describe('a file of sites', () => {
  it('has one a line, comments, and each once', () => {
    const file = '\uFEFF# Mine\r\nb.example # why\r\n\r\na.example\nhttps://b.example/x\n';
    expect(readSites(file)).toEqual({ sites: ['b.example', 'a.example'], bad: [] });
  });

  it('tells which lines are bad, and keeps the others', () => {
    const { sites, bad } = readSites('a.example\nno site\n# no site\nb.example\n*.example\n');
    expect(sites).toEqual(['a.example', 'b.example']);
    expect(bad).toEqual([2, 5]);
  });

  it('that was written is read as the same', () => {
    const file = writeSites(['b.example', 'a.example'], 'Sites\nleft out');
    expect(file).toBe('# Sites left out\na.example\nb.example\n');
    expect(readSites(file)).toEqual({ sites: ['a.example', 'b.example'], bad: [] });
  });
});
