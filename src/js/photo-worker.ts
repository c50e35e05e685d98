/** The worker that takes one photo in, and is thrown away with all the memory that took. */
import { LiveproofError } from './error.js';
import { initPhoto, takeIn } from './photo-engine.js';

/** What the page sends. */
export interface Order {
  readonly file: Blob;
  readonly most: number;
}

/** What comes back: first that it lives, then how much is done, in the end a photo or a fault. */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly done: number }
  | {
      readonly kind: 'taken';
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly width: number;
      readonly height: number;
      readonly peak: number;
      /** The file as it was read: what was picked may change on the disk. */
      readonly file: Blob;
    }
  | {
      readonly kind: 'fault';
      readonly code: string;
      readonly message: string;
      readonly value?: unknown;
    };

const scope = globalThis as unknown as {
  postMessage(report: Report, transfer?: Transferable[]): void;
  onmessage: (event: MessageEvent<Order>) => void;
};

scope.onmessage = async ({ data: { file, most } }) => {
  try {
    const read = new Uint8Array(await file.arrayBuffer());
    const onProgress = (done: number) => scope.postMessage({ kind: 'progress', done });
    const taken = await takeIn(read, { most, onProgress: seldom(onProgress) });
    const copy = new Blob([read], { type: file.type });
    scope.postMessage({ kind: 'taken', ...taken, file: copy }, [taken.bytes.buffer]);
  } catch (error) {
    const { code, message, value } =
      error instanceof LiveproofError
        ? error
        : new LiveproofError('photo-failed', 'the photo can not be read');
    scope.postMessage({ kind: 'fault', code, message, value });
  }
};

initPhoto().then(
  () => scope.postMessage({ kind: 'ready' }),
  // The page tries by itself, and says what is wrong.
  () => scope.postMessage({ kind: 'fault', code: 'engine-failed', message: '' }),
);

/** Tells every hundredth. */
function seldom(tell: (done: number) => void): (done: number) => void {
  let told = 0;
  return (done) => {
    if (done < told + 0.01) return;
    told = done;
    tell(done);
  };
}
