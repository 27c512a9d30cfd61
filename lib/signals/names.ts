import os from 'node:os';
import { native } from '../native/index.js';

type UpTo30 =
  | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15
  | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24 | 25 | 26 | 27 | 28 | 29 | 30; // prettier-ignore
type RealtimeName = 'RTMIN' | 'RTMAX' | `RTMIN+${UpTo30}` | `RTMAX-${UpTo30}`;
type Unprefixed<Name> = Name extends `SIG${infer Rest}` ? Rest : never;

/** The name of a signal, with or without `SIG`. `'NONE'` is 0, which only checks that the process exists. */
export type SignalName = NodeJS.Signals | Unprefixed<NodeJS.Signals> | RealtimeName | `SIG${RealtimeName}` | 'NONE';

/** A signal: a name or a number. */
export type Signal = number | SignalName;

interface SignalNames {
  numbers: Map<string, number>;
  names: Map<number, SignalName>;
}

let known: SignalNames | undefined;

/** Returns the signals of this platform, and 0. Listed at the first call, because node:os takes 0.5 ms to load. */
export function knownSignals(): SignalNames {
  return (known ??= listSignals());
}

function listSignals(): SignalNames {
  const numbers = new Map([['NONE', 0]]);
  const names = new Map<number, SignalName>([[0, 'NONE']]);

  /** If a number has several names (`SIGABRT`, `SIGIOT`), `signame` returns the first that was added. */
  function add(name: string, number: number): void {
    numbers.set(`SIG${name}`, number).set(name, number);
    if (!names.has(number)) names.set(number, `SIG${name}` as SignalName);
  }

  for (const [name, number] of Object.entries(os.constants.signals)) add(name.slice('SIG'.length), number);
  const realtime = native.realtimeSignals();
  if (realtime !== undefined) {
    const { first, last } = realtime;
    // Counted from the nearer end, as the shells' kill -l does.
    const middle = Math.floor((first + last) / 2);
    add('RTMIN', first);
    add('RTMAX', last);
    for (let number = first + 1; number <= middle; number++) add(`RTMIN+${number - first}`, number);
    for (let number = middle + 1; number < last; number++) add(`RTMAX-${last - number}`, number);
    for (let distance = 1; distance <= last - first; distance++) {
      add(`RTMIN+${distance}`, first + distance);
      add(`RTMAX-${distance}`, last - distance);
    }
  }
  return { numbers, names };
}
