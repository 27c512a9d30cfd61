/** How a call ended: well, or with an error of a class and a code. */
export type Outcome = 'resolved' | { class: string; code: unknown };

export async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  try {
    await call;
    return 'resolved';
  } catch (error) {
    return { class: (error as Error).constructor.name, code: (error as NodeJS.ErrnoException).code };
  }
}
