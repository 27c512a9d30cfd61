import { showProgress } from './progress.js';
import { formatTable, type Table } from './table.js';

/** Prints a table and sends it to the runner, if there is one. */
export function report(table: Table): void {
  showProgress('');
  process.stdout.write(`${formatTable(table)}\n`);
  process.send?.(table);
}
