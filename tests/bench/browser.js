/** Chromium, with software raster, so that Canvas2D is Skia on the processor and comparable. */
import { chromium } from 'playwright-core';
import { findChromium } from '../../xtask/chromium.js';

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

export function launch() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no browser: set CHROME_PATH, or put Chromium on the PATH');
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    headless: true,
    args: root ? [...FLAGS, '--no-sandbox'] : FLAGS,
  });
}
