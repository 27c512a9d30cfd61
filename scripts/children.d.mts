/** A module that answers the questions it is asked. */
export interface Module {
  ask(question: unknown): Promise<unknown>;
  /** What `work` comes to, unless the module's process ends before that. */
  during<T>(work: Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export function startModule(file: string, args?: string[]): Module;
