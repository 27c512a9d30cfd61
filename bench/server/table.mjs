// Formats the comparison as text.

const HEADINGS = ['', '', 'requests/s', 'p50 ms', 'p99 ms', 'longest event-loop delay, ms'];

function toFigure(value) {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2);
}

function toCells({ operation, way, missing, requestsPerSecond, p50Ms, p99Ms, longestDelayMs }, index, rows) {
  const label = rows[index - 1]?.operation === operation ? '' : operation;
  if (missing) return [label, way, `no ${missing} here`, '', '', ''];
  return [label, way, ...[requestsPerSecond, p50Ms, p99Ms, longestDelayMs].map(toFigure)];
}

/** Aligns text left and figures right. */
export function formatTable(rows) {
  const lines = [HEADINGS, ...rows.map(toCells)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  return lines
    .map((cells) =>
      cells.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))),
    )
    .map((cells) => cells.join('   ').trimEnd())
    .join('\n');
}
