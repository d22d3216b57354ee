import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../src/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');
const drawings = readdirSync(new URL('interface/icons', folder)).toSorted();
const named = [...read('interface/icons.css').matchAll(/\[data-icon="([\w-]+)"\] \{([^}]*)\}/g)];

describe('the icons', () => {
  it('are one family: one grid, one stroke, no colour of their own', () => {
    expect(drawings.length).toBeGreaterThan(15);
    for (const drawing of drawings) {
      const svg = read(`interface/icons/${drawing}`);
      expect(svg, drawing).toMatch(
        /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="#000" stroke-width="1\.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">/,
      );
      expect(svg.match(/\b(fill|stroke|stroke-width|style)=/g), drawing).toHaveLength(3);
    }
  });

  it('can each be named by a page', () => {
    expect(named.map(([, name]) => `${name}.svg`).toSorted()).toEqual(drawings);
    for (const [, name = '', rule] of named) expect(rule).toContain(`url("./icons/${name}.svg")`);
  });

  it('are there for every page that names one', () => {
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(html|ts)$/.test(path))
      .map(read);
    const asked = sources.flatMap((source) => [
      ...[...source.matchAll(/data-icon="([^"]*)"/g)].map(([, name]) => name),
      ...[...source.matchAll(/dataset\.icon = '([^']*)'/g)].map(([, name]) => name),
    ]);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((name) => !drawings.includes(`${name}.svg`))).toEqual([]);
  });
});
