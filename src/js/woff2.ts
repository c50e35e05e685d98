import { type InitSource, instantiate } from './init.js';
import load, { __wbg_reset_state, unpack } from './liveproof_woff2.js';

let loading: Promise<void> | undefined;

/** Loads the WebAssembly that unpacks WOFF2, once; after a failure the next call tries again. */
export function initWoff2(source?: InitSource): Promise<void> {
  const file = () => source ?? new URL('./liveproof_woff2_bg.wasm', import.meta.url);
  loading ??= instantiate(load, file()).catch((cause: unknown) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}

/** The font that a WOFF2 file holds, or `undefined` if it can't be read. */
export function unpackWoff2(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  try {
    return unpack(bytes) as Uint8Array<ArrayBuffer> | undefined;
  } catch {
    // Whatever stopped it halfway, the next font finds it whole.
    __wbg_reset_state();
    return undefined;
  }
}
