const PAGE = 65_536;

/** Addresses that all kernels may rely on. */
const ALIGNMENT = 16;

interface Block {
  readonly at: number;
  readonly size: number;
}

/** Hands out parts of a WebAssembly memory, which it has grow as far as it must. */
export class Arena {
  readonly memory = new WebAssembly.Memory({ initial: 0 });
  /** Ascending, and none touches the next. */
  #free: Block[] = [];
  #end = 0;

  /**
   * @param bytes more than 0
   * @returns address of a block that nobody has had before, and nobody gives back
   */
  keep(bytes: number): number {
    const at = this.#end;
    this.#end += aligned(bytes);
    const missing = this.#end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    return at;
  }

  /**
   * @param bytes more than 0
   * @returns address of a block that others may have written into, and may again when it was given back
   */
  take(bytes: number): number {
    const size = aligned(bytes);
    const index = this.#free.findIndex((block) => block.size >= size);
    const block = this.#free[index];
    if (!block) return this.keep(bytes);
    const rest = { at: block.at + size, size: block.size - size };
    this.#free.splice(index, 1, ...(rest.size > 0 ? [rest] : []));
    return block.at;
  }

  /** Takes a block back, of as many bytes as were asked for. */
  giveBack(at: number, bytes: number): void {
    const blocks = [...this.#free, { at, size: aligned(bytes) }];
    this.#free = [];
    for (const block of blocks.sort((one, other) => one.at - other.at)) {
      const last = this.#free.at(-1);
      if (last && last.at + last.size === block.at) {
        this.#free[this.#free.length - 1] = { at: last.at, size: last.size + block.size };
      } else {
        this.#free.push(block);
      }
    }
  }
}

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
