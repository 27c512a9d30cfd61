// Shows the current step in one line of the terminal. Prints nothing without a terminal.

const terminal = process.stderr;

export function showProgress(text) {
  if (terminal.isTTY) terminal.write(`\r\x1b[K${text.slice(0, (terminal.columns || 80) - 1)}`);
}

export function clearProgress() {
  showProgress('');
}
