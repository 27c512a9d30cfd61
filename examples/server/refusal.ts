/** The reason why a request is refused, and its status. */
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
 * For `catch`: turns errors that the client has caused into refusals, by their codes. Any other error is internal and
 * is rethrown.
 */
export function refuse(reasons: Record<string, [status: number, message: string]>): (error: unknown) => never {
  return (error) => {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    throw reason === undefined ? error : new Refusal(...reason);
  };
}
