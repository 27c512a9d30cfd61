import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** This many bytes of a secret in a row do not match by chance, and an attacker could guess the rest from them. */
const MIN_RUN = 19;
const WORD = 8;
const PAGE = 4096;
const FILTER_BITS = 22;

/** A position in a secret, with the name of the secret. */
interface Place {
  name: string;
  bytes: Buffer;
  at: number;
}

/** The eight bytes at every position of the secrets. Any run of 15 bytes contains an aligned word of memory. */
class Words {
  readonly #filter = new Uint8Array(2 ** FILTER_BITS);
  readonly #places = new Map<bigint, Place[]>();

  add(name: string, bytes: Buffer): void {
    for (let at = 0; at + WORD <= bytes.length; at++) {
      const word = bytes.readBigUInt64LE(at);
      this.#filter[this.#hash(bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4))] = 1;
      const places = this.#places.get(word);
      if (places) places.push({ name, bytes, at });
      else this.#places.set(word, [{ name, bytes, at }]);
    }
  }

  mayHave(low: number, high: number): boolean {
    return this.#filter[this.#hash(low, high)] === 1;
  }

  placesOf(word: bigint): readonly Place[] {
    return this.#places.get(word) ?? [];
  }

  #hash(low: number, high: number): number {
    return (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> (32 - FILTER_BITS);
  }
}

type Range = readonly [start: number, end: number];

/** The writable mappings of a process: proc_pid_maps(5). */
function writableRanges(pid: number): Range[] {
  const lines = readFileSync(`/proc/${pid}/maps`, 'latin1').matchAll(/^(\w+)-(\w+) rw/gm);
  return [...lines].map(([, start = '', end = '']) => [parseInt(start, 16), parseInt(end, 16)]);
}

/** The ranges of pages that the process has written to: proc_pid_pagemap(5). */
function pagesInUse(pagemap: number, [start, end]: Range): Range[] {
  const entries = Buffer.alloc(((end - start) / PAGE) * WORD);
  readSync(pagemap, entries, 0, entries.length, (start / PAGE) * WORD);
  const isUsed = (page: number) => page * WORD < entries.length && entries.readUInt8(page * WORD + 7) >= 0x40;
  const used: Range[] = [];
  for (let page = 0; page * WORD < entries.length; page++) {
    if (!isUsed(page)) continue;
    const first = page;
    while (isUsed(page)) page++;
    used.push([start + first * PAGE, start + page * PAGE]);
  }
  return used;
}

function lengthOfRun(memory: Buffer, position: number, { bytes, at }: Place): number {
  let before = 0;
  while (before < at && before < position && memory[position - before - 1] === bytes[at - before - 1]) before++;
  let after = 0;
  while (at + after < bytes.length && memory[position + after] === bytes[at + after]) after++;
  return before + after;
}

function search(memory: Buffer, words: Words, found: Set<string>): void {
  const halves = new Uint32Array(memory.buffer, memory.byteOffset, Math.floor(memory.length / 4));
  for (let i = 0; i + 1 < halves.length; i += 2) {
    const low = halves[i] ?? 0;
    const high = halves[i + 1] ?? 0;
    if (!words.mayHave(low, high)) continue;
    for (const place of words.placesOf((BigInt(high) << 32n) | BigInt(low))) {
      if (!found.has(place.name) && lengthOfRun(memory, 4 * i, place) >= MIN_RUN) found.add(place.name);
    }
  }
}

/**
 * The names of the secrets of which 19 bytes in a row are anywhere in the memory of a process, in either byte order:
 * OpenSSL stores numbers with the last byte first. The process must be a child of this one, and must not change the
 * secrets meanwhile.
 */
export function foundInMemory(pid: number, secrets: Readonly<Record<string, Uint8Array>>): string[] {
  const words = new Words();
  for (const [name, bytes] of Object.entries(secrets)) {
    if (bytes.length < MIN_RUN) throw new Error(`${name} is too short to be told from chance`);
    words.add(name, Buffer.from(bytes));
    words.add(name, Buffer.from(bytes).reverse());
  }
  const found = new Set<string>();
  const files = [`/proc/${pid}/mem`, `/proc/${pid}/pagemap`].map((name) => openSync(name, 'r'));
  const [mem = NaN, pagemap = NaN] = files;
  try {
    for (const [start, end] of writableRanges(pid).flatMap((range) => pagesInUse(pagemap, range))) {
      const memory = Buffer.allocUnsafeSlow(end - start);
      readSync(mem, memory, 0, memory.length, start);
      search(memory, words, found);
    }
  } finally {
    files.forEach((file) => {
      closeSync(file);
    });
  }
  return Object.keys(secrets).filter((name) => found.has(name));
}
