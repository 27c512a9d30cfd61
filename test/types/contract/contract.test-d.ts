// The files beside this one contain the public contract, one file for each subpath. The declarations of the package
// have to match it, under the package's name and under the subpath.

import * as offloop from 'offloop';
import * as subpathFiles from 'offloop/files';
import * as subpathKeys from 'offloop/keys';
import * as subpathPools from 'offloop/pools';
import * as subpathProcesses from 'offloop/processes';
import * as subpathSignals from 'offloop/signals';
import { typeOf } from '../type-of.js';
import type * as files from './files.js';
import type * as keys from './keys.js';
import type * as pools from './pools.js';
import type * as processes from './processes.js';
import type * as signals from './signals.js';

export const whole: typeof files & typeof keys & typeof pools & typeof processes & typeof signals = offloop;
export const parts: [typeof files, typeof keys, typeof pools, typeof processes, typeof signals] = [
  subpathFiles,
  subpathKeys,
  subpathPools,
  subpathProcesses,
  subpathSignals,
];

// The exported types.
declare const named: {
  KeyPair: offloop.KeyPair<1, 2>;
  KeyType: offloop.KeyType;
  KillResult: offloop.KillResult;
  PoolStats: offloop.PoolStats;
  ProcessInfo: offloop.ProcessInfo;
  Quantiles: offloop.Quantiles;
  Signal: offloop.Signal;
  TerminateOptions: offloop.TerminateOptions;
  TerminateResult: offloop.TerminateResult;
  Usage: offloop.Usage;
};
typeOf(named).is<{
  KeyPair: keys.KeyPair<1, 2>;
  KeyType: keys.KeyType;
  KillResult: signals.KillResult;
  PoolStats: pools.PoolStats;
  ProcessInfo: processes.ProcessInfo;
  Quantiles: pools.Quantiles;
  Signal: signals.Signal;
  TerminateOptions: processes.TerminateOptions;
  TerminateResult: processes.TerminateResult;
  Usage: processes.Usage;
}>();

declare const readFileOptions: Required<offloop.ReadFileOptions>;
typeOf({ ...readFileOptions }).is<Required<files.ReadFileOptions>>();
