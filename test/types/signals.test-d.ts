import { kill, signame, signum, type KillResult, type Signal, type SignalName } from 'offloop';
import * as signals from 'offloop/signals';
import { typeOf } from './type-of.js';

// One pid or many.
typeOf(kill(1)).is<Promise<void>>();
typeOf(kill(1, 'HUP')).is<Promise<void>>();
typeOf(kill(1, 0)).is<Promise<void>>();
typeOf(kill(1, undefined)).is<Promise<void>>();
typeOf(kill(1, 'SIGRTMIN+1', { value: 42 })).is<Promise<void>>();
typeOf(kill([1, 2])).is<Promise<KillResult[]>>();
typeOf(kill([1, 2], 'KILL')).is<Promise<KillResult[]>>();
const frozen = [1, 2] as const;
typeOf(kill(frozen, 9)).is<Promise<KillResult[]>>();

declare const result: KillResult;
typeOf(result.pid).is<number>();
typeOf(result.delivered).is<boolean>();
typeOf(result.error).is<NodeJS.ErrnoException | undefined>();

// @ts-expect-error -- a pid is needed
void kill();
// @ts-expect-error -- a pid is a number
void kill('1');
// @ts-expect-error -- pids are numbers
void kill(['1']);
// @ts-expect-error -- a value is a number
void kill(1, 'HUP', { value: '42' });
// @ts-expect-error -- a list of pids takes no value
void kill([1], 'HUP', { value: 42 });
// @ts-expect-error -- no such option
void kill(1, 'HUP', { data: 42 });

// Names, with SIG and without.
const names: SignalName[] = ['SIGTERM', 'TERM', 'SIGHUP', 'HUP', 'SIGKILL', 'USR1', 'SIGWINCH', 'WINCH', 'NONE'];
const realtime: SignalName[] = ['SIGRTMIN', 'RTMIN', 'SIGRTMIN+3', 'RTMIN+30', 'SIGRTMAX-1', 'RTMAX-1', 'SIGRTMAX'];
const all: Signal[] = [...names, ...realtime, 0, 15];
typeOf(all.map((signal) => signum(signal))).is<number[]>();
declare const nodes: NodeJS.Signals;
typeOf(signum(nodes)).is<number>();

typeOf(signame(15)).is<SignalName | undefined>();
// kill accepts the results of signame.
const name = signame(15);
if (name !== undefined) typeOf(kill(1, name)).is<Promise<void>>();

// @ts-expect-error -- names are case-sensitive
void kill(1, 'sigterm');
// @ts-expect-error -- names are case-sensitive
void kill(1, 'term');
// @ts-expect-error -- no such signal
void kill(1, 'SIGNONSENSE');
// @ts-expect-error -- NONE has no prefix
void kill(1, 'SIGNONE');
// @ts-expect-error -- there are 31 real-time signals
void kill(1, 'SIGRTMIN+31');
// @ts-expect-error -- counted from the lower end
void kill(1, 'SIGRTMIN-1');
// @ts-expect-error -- not by zero
void kill(1, 'RTMAX-0');
// @ts-expect-error -- no such name
signum('SIG');
// @ts-expect-error -- a name cannot be named
signame('SIGTERM');

// The subpath has the same names.
typeOf(signals.kill).is<typeof kill>();
typeOf(signals.signum).is<typeof signum>();
typeOf(signals.signame).is<typeof signame>();
