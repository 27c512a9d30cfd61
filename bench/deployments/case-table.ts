import { quantile } from '../support/quantile.js';
import type { Row, Table } from '../support/table.js';
import { claimsFor, judgeAsync, judgeBuffer, judgeInto, judgeSync, type PlaceClaims } from './claims.js';
import type { Cost } from './cost.js';

export const NAMES = {
  ours: 'offloop readFile',
  into: 'offloop readInto',
  sync: 'fs.readFileSync',
  async: 'fs.promises.readFile',
  buffer: 'a Buffer, nothing read',
  floor: 'the system calls alone, in C',
} as const;

/** What has been measured: the sizes of a case, and the costs of its readers by their names. */
export interface Measured {
  title: string;
  place: PlaceClaims;
  bytes: number;
  atOnce: number;
  costs: ReadonlyMap<string, readonly Cost[]>;
}

const median = (values: readonly number[]) => quantile(values, 0.5);

/** The table of a case. Ratios are computed within a round; the table has their medians. */
export function toTable({ title, place, bytes, atOnce, costs }: Measured): Table {
  const claims = claimsFor(place, bytes, atOnce);
  const walls = (name: string) => (costs.get(name) ?? []).map(({ wall }) => wall);
  const ours = costs.get(NAMES.ours) ?? [];
  const judge = (name: string, factor: number, processor: number): Row['claim'] => {
    if (name === NAMES.sync) return judgeSync(claims, factor);
    if (name === NAMES.async) return judgeAsync(claims, factor, processor);
    const into = walls(NAMES.into);
    if (name === NAMES.into && costs.has(NAMES.buffer) && costs.has(NAMES.floor)) {
      const floor = walls(NAMES.floor);
      return judgeInto(median(into.map((wall, round) => wall / (floor[round] ?? NaN))));
    }
    if (name !== NAMES.buffer) return undefined;
    const buffer = walls(NAMES.buffer);
    return judgeBuffer(median(ours.map(({ wall }, round) => (wall - (into[round] ?? NaN)) / (buffer[round] ?? NaN))));
  };
  const rows = [...costs].map(([name, each]): Row => {
    const factor = median(each.map(({ wall }, round) => wall / (ours[round]?.wall ?? NaN)));
    const processor = median(each.map((cost, round) => cost.processor / (ours[round]?.processor ?? NaN)));
    const figures: Row['figures'] = { each: median(each.map(({ wall }) => wall)), '× offloop': factor };
    // That of the program in C is not measured.
    if (!Number.isNaN(processor)) {
      figures.processor = median(each.map((cost) => cost.processor));
      figures['× offloop’s'] = processor;
    }
    return {
      contender: name,
      figures,
      claim: judge(name, factor, processor),
    };
  });
  return { title, units: { each: 'ms', '× offloop': 'factor', processor: 'ms', '× offloop’s': 'factor' }, rows };
}
