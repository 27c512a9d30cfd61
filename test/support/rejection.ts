/**
 * The error that a call's promise rejects with. A call that throws before there is a promise, or that succeeds, fails
 * the test.
 */
export async function rejection(call: () => Promise<unknown>): Promise<NodeJS.ErrnoException> {
  let promise;
  try {
    promise = call();
  } catch (error) {
    throw new Error('thrown synchronously, where a rejection was due', { cause: error });
  }
  try {
    await promise;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
  throw new Error('fulfilled, where a rejection was due');
}
