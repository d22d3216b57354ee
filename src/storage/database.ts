import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb';

/** A database that is opened when it is first wanted, and makes way for whoever wants to upgrade or delete it. */
export class Database<S extends DBSchema> {
  readonly #name: string;
  readonly #version: number;
  readonly #upgrade: OpenDBCallbacks<S>['upgrade'];
  #open: Promise<IDBPDatabase<S>> | undefined;

  constructor(name: string, version: number, upgrade: OpenDBCallbacks<S>['upgrade']) {
    this.#name = name;
    this.#version = version;
    this.#upgrade = upgrade;
  }

  /** Whether anything was ever kept in it; to look does not make it. */
  async exists(): Promise<boolean> {
    return (await indexedDB.databases()).some(({ name }) => name === this.#name);
  }

  /** @throws DOMException named VersionError where what is stored is of a newer version */
  open(): Promise<IDBPDatabase<S>> {
    this.#open ??= this.#connect().catch((error) => {
      this.#open = undefined;
      throw error;
    });
    return this.#open;
  }

  #connect(): Promise<IDBPDatabase<S>> {
    return new Promise((resolve, reject) => {
      let isGivenUp = false;
      openDB<S>(this.#name, this.#version, {
        ...(this.#upgrade ? { upgrade: this.#upgrade } : {}),
        blocked: () => {
          isGivenUp = true;
          reject(new Error('An earlier version of Sightline still has it open'));
        },
        blocking: () => void this.#letGo(),
        terminated: () => {
          this.#open = undefined;
        },
      }).then((opened) => {
        // It opens all the same once the other has let go; nobody would ever close it.
        if (isGivenUp) opened.close();
        else resolve(opened);
      }, reject);
    });
  }

  async #letGo(): Promise<void> {
    const open = await this.#open;
    this.#open = undefined;
    open?.close();
  }
}
