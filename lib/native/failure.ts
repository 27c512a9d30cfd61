/** The facts of a failure, as C++ sends them. `toError` turns them into an error. */
export type NativeFailure =
  | { errno: number; syscall: string; subject?: 'root' | 'publicPath' }
  | { couldNot: string; opensslQueue: { prefix: string; library: string; reason: string; text: string }[] }
  | { code: string; message: string }
  | { cancelled: true };
