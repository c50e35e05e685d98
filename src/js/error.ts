/** What a {@link LiveproofError} says beside its message. */
export interface LiveproofErrorDetail {
  /** Where the fault is: `areas[0].layers[2].color`, `assets.logo`. @default '' */
  readonly path?: string;
  /** The offending value. */
  readonly value?: unknown;
  /** HTTP status of a request that was answered, and not with 2xx. */
  readonly status?: number;
  /** What caused it. */
  readonly cause?: unknown;
}

/**
 * Why something was refused. The preview is as it was before the call.
 *
 * The message never quotes what a shopper typed; `value` carries it apart.
 */
export class LiveproofError extends Error {
  /** Name of the fault for programs, in kebab-case: `unknown-reference`, `asset-failed`. */
  readonly code: string;
  /** Where the fault is; empty when it is not in a document. */
  readonly path: string;
  /** The offending value, if there is one. */
  readonly value: unknown;
  /** HTTP status of a request that was answered, and not with 2xx. */
  readonly status: number | undefined;

  constructor(code: string, message: string, detail: LiveproofErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'LiveproofError';
    this.code = code;
    this.path = detail.path ?? '';
    this.value = detail.value;
    this.status = detail.status;
  }
}

/** The refusal of a value that a program gave. */
export function invalid(path: string, value: unknown, allowed: string): LiveproofError {
  const where = path === '' ? '' : `${path}: `;
  return new LiveproofError('invalid-value', `${where}expected ${allowed}`, { path, value });
}
