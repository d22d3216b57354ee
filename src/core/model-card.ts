/** What a program must know about a model before it can use it; read from card.json beside the model. */
export interface ModelCard {
  /** Names the weights: answers of models with different ids never mix. */
  readonly id: string;
  readonly name: string;
  /** Side of the square input in pixels. */
  readonly inputSize: number;
  /** The values that the darkest and the brightest channel value (0 and 255) become. */
  readonly inputRange: readonly [number, number];
  /** Length of the output vector, the background class included. */
  readonly outputs: number;
  /** Index in the output of the class that stands for "none of the labels". */
  readonly backgroundClass: number;
  /** Node whose output is the embedding, and its length. */
  readonly embeddingNode: string;
  readonly embeddingSize: number;
  /** File with the names of the classes, in order, without the background class. */
  readonly labels: string;
  readonly license: string;
  readonly source: string;
  /** SHA-256 in lower-case hexadecimal of every file of the model but the card itself. */
  readonly sha256: Readonly<Record<string, string>>;
}

const fail = (what: string): never => {
  throw new Error(`card.json ${what}. Run \`npm run setup\` to put a whole model in place.`);
};

/**
 * Checks a parsed card.json field by field.
 *
 * @throws Error that names the first field at fault.
 */
export function parseModelCard(value: unknown): ModelCard {
  if (typeof value !== 'object' || value === null) return fail('is not an object');
  const card = value as Record<string, unknown>;

  const text = (field: string): string => {
    const found = card[field];
    return typeof found === 'string' && found !== '' ? found : fail(`has no text in "${field}"`);
  };
  const count = (field: string, least: number): number => {
    const found = card[field];
    return Number.isInteger(found) && (found as number) >= least
      ? (found as number)
      : fail(`needs a whole number of at least ${least} in "${field}"`);
  };

  const outputs = count('outputs', 2);
  const backgroundClass = count('backgroundClass', 0);
  if (backgroundClass >= outputs) fail('has a "backgroundClass" beyond its "outputs"');
  return {
    id: text('id'),
    name: text('name'),
    inputSize: count('inputSize', 1),
    inputRange: parseRange(card.inputRange),
    outputs,
    backgroundClass,
    embeddingNode: text('embeddingNode'),
    embeddingSize: count('embeddingSize', 1),
    labels: text('labels'),
    license: text('license'),
    source: text('source'),
    sha256: parseChecksums(card.sha256),
  };
}

function parseRange(value: unknown): readonly [number, number] {
  const [low, high, ...more] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof low !== 'number' || typeof high !== 'number' || more.length > 0 || !(low < high)) {
    return fail('needs two ascending numbers in "inputRange"');
  }
  return [low, high];
}

function parseChecksums(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return fail('has no checksums in "sha256"');
  const entries = Object.entries(value as Record<string, unknown>);
  for (const [file, sum] of entries) {
    if (!/^(?!\.+$)[\w.-]+$/.test(file))
      fail(`names a file outside its folder in "sha256": ${file}`);
    if (typeof sum !== 'string' || !/^[0-9a-f]{64}$/.test(sum)) {
      fail(`has no SHA-256 for ${file}`);
    }
  }
  return Object.fromEntries(entries) as Record<string, string>;
}
