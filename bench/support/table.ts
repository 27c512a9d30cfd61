export interface Claim {
  text: string;
  verdict: 'reached' | 'NOT reached' | 'undecided';
}

/** The figures of one contender. Times are in milliseconds; a factor is a ratio to offloop's time. */
export interface Row {
  contender: string;
  figures: Record<string, number>;
  claim?: Claim;
}

/** The figures of one claim. `units` lists the columns in order. */
export interface Table {
  title: string;
  units: Record<string, 'ms' | 'bytes' | 'factor' | 'count'>;
  rows: Row[];
}

function toThreeDigits(value: number): string {
  return value >= 100 ? value.toLocaleString('en', { maximumFractionDigits: 0 }) : value.toPrecision(3);
}

function toTime(millis: number): string {
  if (millis < 1) return `${toThreeDigits(millis * 1000)} µs`;
  return millis < 1000 ? `${toThreeDigits(millis)} ms` : `${toThreeDigits(millis / 1000)} s`;
}

function toMegabytes(value: number): string {
  return `${toThreeDigits(value / 1e6)} MB`;
}

const FORMATS = {
  ms: toTime,
  bytes: toMegabytes,
  factor: toThreeDigits,
  count: (value: number) => value.toLocaleString('en'),
};

function toCells({ contender, figures, claim }: Row, units: Table['units']): string[] {
  const cells = Object.entries(units).map(([column, unit]) => {
    const figure = figures[column];
    return figure === undefined ? '' : FORMATS[unit](figure);
  });
  return [contender, ...cells, ...(claim ? [claim.text, claim.verdict] : ['', ''])];
}

/** Formats the table as text, with figures aligned right and text left. */
export function formatTable({ title, units, rows }: Table): string {
  const columns = Object.keys(units);
  const lines = [['', ...columns, 'claim', ''], ...rows.map((row) => toCells(row, units))];
  const widths = columns
    .concat('', '', '')
    .map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const text = lines.map((line) =>
    line
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return index > 0 && index <= columns.length ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('   ')
      .trimEnd(),
  );
  return `${title}\n${text.map((line) => `  ${line}`).join('\n')}\n`;
}
