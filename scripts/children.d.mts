/** A process that answers questions. */
export interface Module {
  ask(question: unknown): Promise<unknown>;
  /** Returns the result of `work`. Rejects if the process ends first. */
  during<T>(work: Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export function startModule(file: string, args?: string[]): Module;
