import { inspect } from 'node:util';

/** Cases for test.each, each with a distinct title. */
export function labelled<T>(values: readonly T[]): { title: string; value: T }[] {
  return values.map((value) => ({ title: inspect(value, { depth: 0 }), value }));
}
