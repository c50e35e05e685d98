import { LiveproofError } from './error.js';
import load from './liveproof.js';

/** Where the WebAssembly comes from. */
export type InitSource =
  | URL
  | string
  | Response
  | BufferSource
  | WebAssembly.Module
  | Promise<Response>;

let loading: Promise<void> | undefined;

/**
 * Loads the engine. Calling it is optional: `createPreview` does so. Call it early to have the engine
 * ready when it is needed, or with a `source` where the file is not beside the module.
 *
 * Loads once, however often it is called; after a failure the next call tries again.
 *
 * @param source A URL, a response, the bytes or a compiled module. @default the file of this package
 * @throws {LiveproofError} `engine-failed` when it can't be loaded.
 */
export function init(source?: InitSource): Promise<void> {
  loading ??= start(source).catch((cause: unknown) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}

function start(source: InitSource | undefined): Promise<void> {
  return instantiate(load, source ?? new URL('./liveproof_bg.wasm', import.meta.url));
}

/** Starts a WebAssembly by its glue's `load`; every failure comes out as `engine-failed`. */
export async function instantiate(
  load: (options: { module_or_path: Response | BufferSource | WebAssembly.Module }) => unknown,
  source: InitSource,
): Promise<void> {
  try {
    await load({ module_or_path: await open(source) });
  } catch (cause) {
    if (cause instanceof LiveproofError) throw cause;
    throw new LiveproofError('engine-failed', 'the WebAssembly can not be loaded', { cause });
  }
}

/** Fetches what is named by URL, so that a wrong answer is told as such. */
async function open(source: InitSource): Promise<Response | BufferSource | WebAssembly.Module> {
  const given = await source;
  const response = typeof given === 'string' || given instanceof URL ? await fetch(given) : given;
  if (response instanceof Response && !response.ok) {
    throw new LiveproofError(
      'engine-failed',
      `the WebAssembly at ${response.url} was answered with ${response.status}`,
      { value: response.url, status: response.status },
    );
  }
  return response;
}
