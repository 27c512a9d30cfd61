/** The facts of a failure, as C++ sends them; `toError` makes an error of them. */
export type NativeFailure =
  | { errno: number; syscall: string; subject?: 'root' | 'publicPath' }
  | { couldNot: string; opensslQueue: { prefix: string; library: string; reason: string; text: string }[] }
  | { code: string; message: string }
  | { cancelled: true };
