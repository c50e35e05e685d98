import { chromium } from 'playwright-core';
import { findChromium } from '../../xtask/chromium.js';

/** A headless Chromium with software raster, so that canvas pixels do not depend on a GPU. */
export function launch() {
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: findChromium(),
    args: ['--disable-gpu', ...(root ? ['--no-sandbox'] : [])],
  });
}
