/**
 * Returns the error that a call's promise rejects with. Fails the test if the call throws synchronously or succeeds.
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
