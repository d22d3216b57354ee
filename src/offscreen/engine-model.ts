import { withDeadline } from '../messaging/deadline';
import { type ModelFiles, readModelFiles } from './engine/model-files';

/** Milliseconds for the model to be read. */
const DEADLINE = 30_000;

/** Milliseconds for which its bytes are kept, for the workers that start soon after the first. */
const STANDS = 10_000;

/** The model's files, read once for all workers that start at about the same time, and then let go. */
export class EngineModel {
  readonly #folder: string;
  #files: Promise<ModelFiles> | undefined;

  /** @param folder address of the model's folder, with a slash at its end */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws Error when the model is not whole */
  read(): Promise<ModelFiles> {
    if (!this.#files) {
      const files = withDeadline(DEADLINE, readModelFiles(this.#folder));
      const letGo = () => {
        if (this.#files === files) this.#files = undefined;
      };
      files.then(() => setTimeout(letGo, STANDS), letGo);
      this.#files = files;
    }
    return this.#files;
  }
}
