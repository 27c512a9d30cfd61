/** A line of a terminal that is rewritten during the work. Prints nothing without a terminal. */
export class ProgressLine {
  readonly #terminal = process.stderr;
  readonly #title: string;
  readonly #begun = performance.now();
  #isShown = false;

  constructor(title: string) {
    this.#title = title;
  }

  show(phase: string, count: number): void {
    if (!this.#terminal.isTTY) return;
    const seconds = ((performance.now() - this.#begun) / 1000).toFixed(1);
    this.#terminal.write(`\r\x1b[K${this.#title}: ${phase}, ${count} steps, ${seconds} s`);
    this.#isShown = true;
  }

  clear(): void {
    if (this.#isShown) this.#terminal.write('\r\x1b[K');
    this.#isShown = false;
  }
}
