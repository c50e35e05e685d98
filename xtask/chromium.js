/** Finds the browser that the tests drive. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

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
  if (!findChromium() && process.getuid?.() === 0 && hasApt()) {
    console.log('Installing Chromium for the browser tests');
    apt('update');
    apt('install', '--yes', '--no-install-recommends', 'chromium');
  }
  const path = findChromium();
  if (path) return path;
  console.error(
    `No browser: install Chromium or Chrome, or set CHROME_PATH. Looked on the PATH for ${NAMES.join(', ')}.`,
  );
  process.exit(1);
}

function hasApt() {
  return spawnSync('apt-get', ['--version']).status === 0;
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env });
}
