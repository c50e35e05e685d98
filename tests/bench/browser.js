/** Chromium, with software raster, so that Canvas2D is Skia on the processor and comparable. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Outlines as the font has them: hinted letters are other pictures.
  '--font-render-hinting=none',
];

/** `CHROME_PATH`, or the first Chromium on the path. */
export function chromePath() {
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
  throw new Error(`no browser: set CHROME_PATH, or put one of ${NAMES.join(', ')} on the PATH`);
}

export function launch() {
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: chromePath(),
    headless: true,
    args: root ? [...FLAGS, '--no-sandbox'] : FLAGS,
  });
}
