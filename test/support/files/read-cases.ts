import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PathLike, ReadFileOptions } from 'offloop';
import { runIn, type Mode } from '../programs/modes.js';

export interface ReadCase {
  title: string;
  path: PathLike;
  root?: PathLike;
  options?: Pick<ReadFileOptions, 'position' | 'length' | 'maxBytes' | 'encoding' | 'timeoutMs'>;
}

/** The content (its hash if it is long), or the fields of an error. */
export type Outcome = Record<string, string | number>;

export interface CasesRead {
  /** Whether files were read on the loop. */
  onLoop: boolean;
  outcomes: Outcome[];
}

function toJson(name: PathLike | undefined): object | undefined {
  if (typeof name === 'string') return { text: name };
  return name instanceof URL ? { url: name.href } : name && { hex: name.toString('hex') };
}

/** Reads each case twice in a program that is run in this mode. Fails if the two outcomes differ. */
export async function readCases(
  mode: Mode,
  folder: string,
  cases: readonly ReadCase[],
  who?: 'nobody',
): Promise<CasesRead> {
  const list = path.join(folder, 'cases.json');
  const entries = cases.map((one) => ({ path: toJson(one.path), root: toJson(one.root), options: one.options }));
  writeFileSync(list, JSON.stringify(entries));
  const { code, stdout, stderr } = await runIn(mode, 'files/read-twice.mjs', who === undefined ? [list] : [list, who]);
  if (code !== 0) throw new Error(`${mode.title}: ${stderr}`);
  const { onLoop, outcomes } = JSON.parse(stdout) as { onLoop: boolean; outcomes: [Outcome, Outcome][] };
  return {
    onLoop,
    outcomes: outcomes.map(([first, second], index) => {
      if (JSON.stringify(first) === JSON.stringify(second)) return first;
      throw new Error(
        `${mode.title}: ${cases[index]?.title} differs between two reads: ${JSON.stringify([first, second])}`,
      );
    }),
  };
}
