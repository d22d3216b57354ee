import { classNames } from '../../../scripts/model/class-names';
import { displayName } from '../../../src/core/vocabulary';
import { palette, tinyAnswer } from '../../fixtures/tiny-model';
import type { LocalSite } from './local-site';
import { colourPng } from './pictures';

/** A colour that the tiny model knows. */
export type Colour = keyof typeof palette;

export const colours = Object.keys(palette) as Colour[];

/** What a badge says of a picture of that colour. */
export const nameOf = (colour: Colour): string => displayName(palette[colour].index);

/** How sure it says to be. */
export const percentOf = (colour: Colour): string =>
  `${Math.round((tinyAnswer(palette[colour].rgb)[0]?.probability ?? 0) * 100)}%`;

/** The five names on the card of a picture of that colour, most likely first. */
export const topFiveOf = (colour: Colour): string[] =>
  tinyAnswer(palette[colour].rgb).map(({ className }) =>
    displayName(classNames.indexOf(className)),
  );

/** Puts a picture of one colour at /COLOUR.png. */
export const putColour = (site: LocalSite, colour: Colour): void =>
  site.put(`/${colour}.png`, 'image/png', colourPng(palette[colour].rgb));

/** A picture of one colour as an address of its own. */
export const dataOf = (colour: Colour): string =>
  `data:image/png;base64,${Buffer.from(colourPng(palette[colour].rgb)).toString('base64')}`;

/** An image element of 160x120 pixels. */
export const image = (source: string): string =>
  `<img src="${source}" width="160" height="120" alt="">`;
