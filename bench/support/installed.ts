function isMissingProgram(error: unknown): boolean {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' && syscall?.startsWith('spawn') === true;
}

/**
 * Runs every contender once, so that its result can be checked, and leaves out those whose program is not installed.
 */
export async function keepInstalled<T extends { name: string }>(
  contenders: readonly T[],
  check: (contender: T) => Promise<void>,
): Promise<T[]> {
  const installed: T[] = [];
  for (const contender of contenders) {
    try {
      await check(contender);
      installed.push(contender);
    } catch (error) {
      if (!isMissingProgram(error)) throw error;
      process.stdout.write(`${contender.name} is left out: the program is not installed\n`);
    }
  }
  return installed;
}
