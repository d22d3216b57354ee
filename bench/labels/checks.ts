import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import type { SeenBadge } from '../../scripts/read-badges';
import { formatPercent } from '../../src/core/format-percent';
import type { Scores } from '../../src/core/outcome';
import type { Verdict } from '../../src/core/verdict';
import type { Answer, Looked } from './answer';

/** By how much a probability may differ between two runs of the engine; two backends differ by less than this. */
const ROUNDING = 0.02;

const STALE = 'Is dist/ built from this code? Run `npm run build`.';

/**
 * Holds what people see to what is measured.
 *
 * @param badges those of the answers' photographs, in the same order
 * @throws Error that names the first photograph whose badge says something else than its scores do
 */
export function checkBadges(
  answers: readonly Answer[],
  badges: readonly (SeenBadge | undefined)[],
): void {
  for (const [index, { photograph, verdict }] of answers.entries()) {
    const expected = badgeOf(verdict);
    const badge = badges[index];
    const seen = badge ? `${badge.certainty} ${badge.name} ${badge.percent}`.trim() : '';
    if (seen === expected) continue;
    throw new Error(
      `The badge on ${photograph.file} says "${seen}", and its scores come to "${expected}". ${STALE}`,
    );
  }
}

/**
 * Holds the workbench to the extension: what it is compared with by way of the workbench has to differ in nothing else.
 *
 * @throws Error when the workbench makes something else of a photograph than the extension does
 */
export function checkScores({ photograph, scores }: Looked, workbench: Scores): void {
  const [own] = scores.topFive;
  // Two that are as likely may change places.
  const other = workbench.topFive.find(({ name }) => name === own?.name);
  const difference = Math.abs((own?.probability ?? 0) - (other?.probability ?? 0));
  if (difference <= ROUNDING) return;
  throw new Error(
    `The extension makes "${own?.name}" of ${photograph.file}, and this code "${workbench.topFive[0]?.name}" (probabilities differ by ${difference.toFixed(3)}). ${STALE}`,
  );
}

/** The word on a badge, how it is put, and its percentage. */
function badgeOf(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'label':
      return `${verdict.certainty} ${verdict.word} ${formatPercent(verdict.probability, 'en')}`;
    case 'unsure':
      return messages.verdictUnsure.message;
    case 'graphic':
      return messages.verdictGraphic.message;
    case 'unwanted':
      return '';
  }
}
