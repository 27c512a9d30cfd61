import { readsInOneTrip } from '../support/runtime.js';
import type { Claim } from '../support/table.js';

/** The least that the times of other readers are, as multiples of offloop's. */
interface Claims {
  /** Against fs.readFileSync. */
  sync?: number;
  /** Against fs.promises.readFile on Node 20 to 24, and on Node 26, which reads a small file in one job. */
  before26: number;
  since26: number;
}

/** The claims of a place for files of 1 KiB: one read at a time, and 64 at once. */
export type PlaceClaims = readonly [one: Claims, many: Claims];

export const LOCAL: PlaceClaims = [
  { sync: 1.05, before26: 5, since26: 5 },
  { sync: 1, before26: 3, since26: 1 },
];
export const ELSEWHERE: PlaceClaims = [
  { sync: 0.9, before26: 5, since26: 5 },
  { sync: 0.9, before26: 3, since26: 0.9 },
];
export const FAST: PlaceClaims = [
  { sync: 0.8, before26: 5, since26: 5 },
  { sync: 0.8, before26: 2.5, since26: 0.8 },
];
export const OWN_IMAGE: PlaceClaims = [
  { sync: 0.6, before26: 5, since26: 5 },
  { sync: 0.6, before26: 2, since26: 0.8 },
];
export const OTHERS_IMAGE: PlaceClaims = [
  { sync: 0.4, before26: 2.5, since26: 2.5 },
  { sync: 0.7, before26: 2, since26: 0.9 },
];

/** The claims for large files do not depend on the place. */
const LARGE: PlaceClaims = [
  { before26: 1.3, since26: 1.3 },
  { before26: 1.2, since26: 1.2 },
];
const LARGE_BYTES = 4 << 20;

/** How often the processor time of fs.promises.readFile is offloop's, at least. Node 26 makes one trip to a thread. */
const PROCESSOR = readsInOneTrip ? 1 : 2;

/** The claims for files of this size at a place. No others are claimed. */
export function claimsFor(place: PlaceClaims, bytes: number, atOnce: number): Claims | undefined {
  const claims = bytes === 1024 ? place : bytes === LARGE_BYTES ? LARGE : undefined;
  return claims?.[atOnce === 1 ? 0 : 1];
}

function judge(text: string, holds: boolean): Claim {
  return { text, verdict: holds ? 'reached' : 'NOT reached' };
}

/** Judges the ratios of the times and of the processor times of fs.promises.readFile to offloop's. */
export function judgeAsync(claims: Claims | undefined, factor: number, processor: number): Claim | undefined {
  if (claims === undefined) return undefined;
  const least = readsInOneTrip ? claims.since26 : claims.before26;
  const text = `at least ${least} times offloop’s, processor time ${PROCESSOR} times`;
  return judge(text, factor >= least && processor >= PROCESSOR);
}

/** Judges the ratio of the time of fs.readFileSync to offloop's. */
export function judgeSync(claims: Claims | undefined, factor: number): Claim | undefined {
  if (claims?.sync === undefined) return undefined;
  return judge(`at least ${claims.sync} times offloop’s`, factor >= claims.sync);
}

/** Judges the ratio of the time of readInto to that of the system calls alone, for 1 KiB by an absolute path. */
export function judgeInto(overFloor: number): Claim {
  return judge('at most 1.4 times the system calls alone', overFloor <= 1.4);
}

/** Judges what readFile takes beyond readInto, as a multiple of the time that its buffer takes. */
export function judgeBuffer(overBuffer: number): Claim {
  return judge('readFile takes no more than this beyond readInto', overBuffer <= 1);
}
