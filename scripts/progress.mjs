// One line on the terminal that says what is being done, rewritten as that changes; nothing where there is no terminal.

const terminal = process.stderr;

export function showProgress(text) {
  if (terminal.isTTY) terminal.write(`\r\x1b[K${text.slice(0, (terminal.columns || 80) - 1)}`);
}

export function clearProgress() {
  showProgress('');
}
