/** Why a client does not get what it asked for, and the status that says so. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/**
 * For `catch`: makes refusals of the errors that a client has brought about, by their codes. Any other error is the
 * server's own trouble and stays what it is.
 */
export function refuse(reasons: Record<string, [status: number, message: string]>): (error: unknown) => never {
  return (error) => {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    throw reason === undefined ? error : new Refusal(...reason);
  };
}
