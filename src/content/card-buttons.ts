import browser from 'webextension-polyfill';
import type { Correcting } from '../core/correction';
import { localWord } from '../language/local-word';
import { percent, shownName, textElement } from './badge';
import type { BadgeContent } from './badge-content';
import { makeElement } from './dom';

/** What a button of a card does. */
export type CardAct =
  | { readonly kind: 'correct'; readonly correcting: Correcting }
  | { readonly kind: 'choose' | 'back' | 'copy' | 'dismiss' };

/** Makes a button, and says what it does when it is pressed. */
export type MakeButton = (message: string, act: CardAct, className?: string) => HTMLButtonElement;

/** What can be done to a picture's label; nothing to one that is still awaited. */
export function makeButtons(content: BadgeContent, make: MakeButton): Element[] {
  if (content.kind === 'pending') return [];
  const dismiss = make(text('cardHide'), { kind: 'dismiss' });
  if (content.kind === 'trouble') return [rowOf(dismiss)];
  const { verdict } = content;
  const undo = { kind: 'correct', correcting: { kind: 'undo' } } as const;
  const copy = make(text('cardCopy'), { kind: 'copy' });
  return [
    ...(verdict.kind === 'yours' ? [rowOf(make(text('cardUndo'), undo))] : []),
    rowOf(
      make(
        text(
          { label: 'cardWrong', yours: 'cardChange', unsure: 'cardName', graphic: 'cardName' }[
            verdict.kind
          ],
        ),
        { kind: 'choose' },
      ),
      copy,
      dismiss,
    ),
  ];
}

/** What the user may say instead of the label that is shown. */
export function makeChoices(content: BadgeContent, make: MakeButton): Element[] {
  const { rivals, verdict } =
    content.kind === 'verdict' ? content : { rivals: [], verdict: undefined };
  const shown = verdict && 'word' in verdict ? verdict.word : undefined;
  const say = (word: string) => ({ kind: 'correct', correcting: { kind: 'say', word } }) as const;
  const list = makeElement('div');
  list.className = 'choices';
  list.append(
    ...rivals
      .filter(({ name }) => name !== shown)
      .map(({ name }) => make(localWord(name), say(name), 'choice')),
    make(text('cardOtherWord'), { kind: 'correct', correcting: { kind: 'type' } }, 'choice other'),
    ...(shown === '' ? [] : [make(text('cardNone'), say(''), 'choice other')]),
  );
  return [
    textElement('p', 'heading', text('cardChoose')),
    list,
    rowOf(make(text('cardBack'), { kind: 'back' })),
  ];
}

/** What is copied: the label, and what else comes into question, each on a line of its own. */
export function textToCopy(content: BadgeContent): string {
  if (content.kind !== 'verdict') return '';
  const { rivals, verdict } = content;
  const first = shownName(content);
  const rest =
    verdict.kind === 'label' ? rivals.filter(({ name }) => name !== verdict.word) : rivals;
  return [
    first,
    ...rest.map(({ name, probability }) => `${localWord(name)}, ${percent(probability)}`),
  ].join('\n');
}

const text = (key: string): string => browser.i18n.getMessage(key);

function rowOf(...buttons: readonly Element[]): HTMLElement {
  const row = makeElement('div');
  row.className = 'actions';
  row.append(...buttons);
  return row;
}
