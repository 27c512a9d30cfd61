// Writes the results of each test file to .reports/outcome.json, for .ci/run: how many tests passed and how many
// failed. A later run replaces the results of the files that it ran again.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = '.reports/outcome.json';

export default class OutcomeReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const outcome = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
    const strays = new Set(unhandledErrors.map((error) => error.VITEST_TEST_PATH));
    for (const module of modules) {
      const states = Array.from(module.children.allTests(), (test) => test.result().state);
      const count = (state) => states.filter((one) => one === state).length;
      // Also counts a file that could not be loaded, or whose process ended before its tests.
      const isGood = ['passed', 'skipped'].includes(module.state()) && !strays.has(module.moduleId);
      const failed = isGood ? 0 : Math.max(1, count('failed'));
      outcome[module.relativeModuleId] = { passed: count('passed'), failed };
    }
    mkdirSync('.reports', { recursive: true });
    writeFileSync(FILE, JSON.stringify(outcome));
  }
}
