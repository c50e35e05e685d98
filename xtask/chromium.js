/** Finds the browser that the tests drive. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall } from './apt.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** `CHROME_PATH`, or the first Chromium on the path. */
export function findChromium() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here.
      }
    }
  }
  return undefined;
}

/** As {@link findChromium}; installs one where that needs no question. Ends this process without. */
export function ensureChromium() {
  if (!findChromium()) aptInstall(['chromium'], 'Chromium for the browser tests');
  const path = findChromium();
  if (path) return path;
  console.error(
    `No browser: install Chromium or Chrome, or set CHROME_PATH. Looked on the PATH for ${NAMES.join(', ')}.`,
  );
  process.exit(1);
}
