import { type InitSource, instantiate } from './init.js';
import load, { __wbg_reset_state, draw } from './liveproof_svg.js';

/** The reason that stands for whatever stopped the reading halfway. */
export const TRAPPED = 'it is beyond what can be drawn';

let loading: Promise<void> | undefined;

/** Loads the WebAssembly that reads SVG, once; after a failure the next call tries again. */
export function initSvg(source?: InitSource): Promise<void> {
  const file = () => source ?? new URL('./liveproof_svg_bg.wasm', import.meta.url);
  loading ??= instantiate(load, file()).catch((cause: unknown) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}

/** The drawing of an SVG or SVGZ, for the engine; or the code and the reason why there is none. */
export function drawSvg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | readonly [string, string] {
  try {
    return draw(bytes) as Uint8Array<ArrayBuffer>;
  } catch (thrown) {
    if (typeof thrown === 'string') {
      const end = thrown.indexOf(': ');
      return [thrown.slice(0, end), thrown.slice(end + 2)];
    }
    // Whatever stopped it halfway, the next picture finds it whole.
    __wbg_reset_state();
    return ['svg-too-complex', TRAPPED];
  }
}
