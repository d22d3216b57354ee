import type { Picture } from '../../../src/content/picture-kinds';
import type { Question } from '../../../src/content/question';
import type { Box } from '../../../src/core/box';
import type { Outcome, Scored, Scores } from '../../../src/core/outcome';
import type { Priority } from '../../../src/core/priority-queue';
import type { Question as Message } from '../../../src/messaging/protocol';
import { type Deferred, defer } from './deferred';
import { scored } from './offscreen-document';

/** An answer between two kinds of cat, with a general word for both of them (and some others). */
export function tabbyOrLynx(
  tabby: number,
  cat: number,
  { word = 'cat', ...details }: Partial<Scores> & { word?: string } = {},
): Scored {
  return scored('', {
    topFive: [
      { className: 'tabby, tabby cat', name: 'tabby', group: 'cat', probability: tabby },
      { className: 'lynx', name: 'lynx', group: 'wild-cat', probability: 0.05 },
    ],
    words: [
      { word: 'tabby', classes: 1, group: 'cat', probability: tabby },
      { word, classes: 13, group: 'cat', probability: cat },
    ],
    ...details,
  });
}

interface Asked extends Deferred<Outcome> {
  readonly picture: Picture;
  readonly url: string;
  readonly about: Pick<Message, 'backdrop' | 'srcset'>;
  /** How much it pressed when it was asked. */
  readonly priority: Priority;
  readonly question: Question;
  readonly signal: AbortSignal;
}

interface AskedAboutScreen extends Deferred<Outcome> {
  readonly box: Box;
  readonly signal: AbortSignal;
}

/** Stands for asking the worker: writes down the questions, which the test answers. */
export class FakeAnswers {
  readonly asked: Asked[] = [];
  readonly askedAboutScreen: AskedAboutScreen[] = [];

  readonly ask = (
    picture: Picture,
    url: string,
    about: Asked['about'],
    question: Question,
  ): Promise<Outcome> => {
    const { priority, signal } = question;
    const asked = { picture, url, about, priority, question, signal, ...defer<Outcome>() };
    this.asked.push(asked);
    return asked.promise;
  };

  readonly askAboutScreen = (box: Box, { signal }: Question): Promise<Outcome> => {
    const asked = { box, signal, ...defer<Outcome>() };
    this.askedAboutScreen.push(asked);
    return asked.promise;
  };

  get urls(): string[] {
    return this.asked.map(({ url }) => url);
  }

  /** Answers the latest question about a picture. */
  answer(url: string, outcome: Outcome): void {
    this.asked.findLast((question) => question.url === url)?.resolve(outcome);
  }
}
