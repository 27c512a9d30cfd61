/** The outcome of a call: its value, or the class and code of its error. */
export type Outcome = 'resolved' | { class: string; code: unknown };

export async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  try {
    await call;
    return 'resolved';
  } catch (error) {
    return { class: (error as Error).constructor.name, code: (error as NodeJS.ErrnoException).code };
  }
}
