import type { PoolHandle } from './pools.js';

/** Files. */
export interface NativeFiles {
  /** Whether memory of large results waits for its next use when they have been collected, for this environment's sake. */
  keepSpareMemory(keep: boolean): void;
  /** Gives to the system what has waited since the call before the last. */
  freeIdleMemory(): void;
  readFile(
    pool: PoolHandle | undefined,
    jobId: number,
    root: string | Uint8Array | undefined,
    path: string | Uint8Array,
    /** Where the loop has opened it already; the job takes it. */
    opened: OpenedFile | undefined,
    position: number,
    length: number,
    maxBytes: number,
    /** A number that `native/text/text_decoder.h` has for it; null: bytes. */
    encoding: number | null,
    maxStringLength: number,
    /** Whether bytes stay in the addon. Otherwise they are a Buffer, whose memory is external if they are many. */
    hold: boolean,
    /** Whether `readHot` has found that its time of access is due. */
    timeIsDue: boolean,
  ): Promise<Buffer | HeldBytes | string>;
  sizeOfHeld(held: HeldBytes): number;
  /** Copies to the same place of `target`; false, and nothing is copied, where that has no room. */
  copyHeld(held: HeldBytes, target: Uint8Array, start: number, count: number): boolean;
  freeHeld(held: HeldBytes): void;
  /**
   * The bytes, or how many there are in `target` where there is one; a negative number, or a file that is open already:
   * a thread has to read it. `native/files/read_hot.h` says more.
   */
  readHot(
    root: string | Uint8Array | undefined,
    path: string | Uint8Array,
    maxBytes: number,
    mayBeExternal: boolean,
  ): number | ArrayBuffer | OpenedFile;
  readHot(
    root: string | Uint8Array | undefined,
    path: string | Uint8Array,
    maxBytes: number,
    mayBeExternal: boolean,
    position: number,
    length: number,
    target: Uint8Array | undefined,
  ): number | ArrayBuffer | OpenedFile;
  /** Does nothing where a job has taken it. */
  closeOpenedFile(opened: OpenedFile): void;
}

/** A file that is open for a thread to read. It is closed when it is garbage. */
export type OpenedFile = object & { readonly opened: unique symbol };

/** The bytes of a file, in memory of the addon's. */
export type HeldBytes = object & { readonly bytes: unique symbol };
