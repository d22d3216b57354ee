import type { Backend } from '../../../src/core/settings';
import { Engine, type Picture } from '../../../src/offscreen/engine/engine';
import { readModelFiles } from '../../../src/offscreen/engine/model-files';

/** The project's own engine, as the raw rate is measured with it: the only place that knows its calls. */
export class OwnEngine {
  readonly #engine = new Engine();
  #pictures: Picture[] = [];

  /**
   * @param folder address of the model's folder, with a slash at its end
   * @param batch how many pictures go through it at once
   */
  async start(folder: string, backend: Backend, batch: number): Promise<void> {
    await this.#engine.prepare(backend);
    const files = await readModelFiles(folder);
    await this.#engine.load(files);
    const pixels = new Uint8ClampedArray(files.card.inputSize ** 2 * 4).map((_, at) => at * 7);
    this.#pictures = Array<Picture>(batch).fill({ pixels, softening: 1 });
  }

  /**
   * Has it look at one batch, of the same pixels as ever.
   *
   * @returns how many inferences that were
   */
  async infer(): Promise<number> {
    return (await this.#engine.classify(this.#pictures)).length;
  }
}
