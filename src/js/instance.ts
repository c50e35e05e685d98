import { LiveproofError } from './error.js';
import { __wbg_reset_state, Engine } from './liveproof.js';

/** The one place that calls into the WebAssembly instance, which all previews of a page share. */
export { Engine };

let generation = 0;

/** Counts the instances; an `Engine` of an earlier one is dead. */
export function currentGeneration(): number {
  return generation;
}

/** Replaces an instance that trapped by a fresh one of the same compiled module. */
export function restartInstance(): void {
  __wbg_reset_state();
  generation += 1;
}

/** The instance stopped halfway: whatever was in its memory can't be trusted. */
export class Trap extends Error {}

/** Calls the instance: its faults come out as {@link LiveproofError}, its end as {@link Trap}. */
export function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (isFault(cause)) {
      const { code, message, path, value } = cause;
      throw new LiveproofError(code, message, { path, value });
    }
    if (isTrap(cause)) throw new Trap('the engine stopped', { cause });
    throw cause;
  }
}

interface Fault {
  code: string;
  path: string;
  message: string;
  value?: string;
}

function isFault(thrown: unknown): thrown is Fault {
  return (
    typeof thrown === 'object' && thrown !== null && !(thrown instanceof Error) && 'code' in thrown
  );
}

/** A panic or memory fault; a stack overflow is a `RangeError`, in Firefox an `InternalError`. */
function isTrap(thrown: unknown): boolean {
  return (
    thrown instanceof WebAssembly.RuntimeError ||
    thrown instanceof RangeError ||
    (thrown instanceof Error && thrown.name === 'InternalError')
  );
}
