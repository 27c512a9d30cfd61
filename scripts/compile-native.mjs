// Builds the addon into build/Release.

import path from 'node:path';
import { buildAddon } from './build-addon.mjs';

try {
  buildAddon(path.resolve(import.meta.dirname, '..'));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
