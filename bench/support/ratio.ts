export interface Interval {
  value: number;
  low: number;
  high: number;
}

/**
 * The ratio of two means and its 95 % interval, from pairs of consecutive measurements: the standard error of the
 * residuals of the pairs, divided by the mean of the denominators.
 */
export function estimateRatio(numerators: readonly number[], denominators: readonly number[]): Interval {
  const count = numerators.length;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const total = sum(denominators);
  const value = sum(numerators) / total;
  const leftOver = numerators.map((numerator, index) => (numerator - value * (denominators[index] ?? NaN)) ** 2);
  const standardError = Math.sqrt((count / (count - 1)) * sum(leftOver)) / total;
  return { value, low: value - 1.96 * standardError, high: value + 1.96 * standardError };
}
