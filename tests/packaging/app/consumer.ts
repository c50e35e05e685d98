import {
  createPreview,
  type Issue,
  init,
  LiveproofError,
  type OptionState,
  type Preview,
  type Selection,
  type Template,
} from 'liveproof';
import { LiveProof, type Messages, OptionPicker } from 'liveproof/elements';
import { type Finding, lint } from 'liveproof/lint';
import { openTemplate, type Product } from 'liveproof/node';

export const card = {
  liveproof: 1,
  id: 'card',
  areas: [{ id: 'front', width: 90, height: 50, layers: [{ kind: 'fill', color: 'navy' }] }],
  views: [{ id: 'front', width: 90, height: 50, items: [{ kind: 'photo', image: 'card' }] }],
} satisfies Template;

export async function shop(canvas: HTMLCanvasElement, signal: AbortSignal): Promise<void> {
  await init(new URL('https://cdn.example/liveproof_bg.wasm'));
  const preview: Preview = await createPreview(canvas, {
    template: '/mug.json',
    selection: { name: 'Zoë' },
    assets: async (id, url, kind) =>
      kind === 'font' ? fetch(url + id).then((r) => r.blob()) : undefined,
    signal,
  });
  preview.addEventListener('change', (event) => {
    const selection: Selection = event.detail.selection;
    console.log(selection);
  });
  preview.addEventListener('restart', ({ detail }) => console.log(detail.leftOut));
  preview.set('name', 'Bo');
  preview.set({ size: 3, frame: true });
  // @ts-expect-error: not a value that an option can have
  preview.set('name', null);
  // @ts-expect-error: read only
  preview.price = 3;
  const options: readonly OptionState[] = preview.options;
  const issues: readonly Issue[] = options.flatMap((option) => option.issues);
  const rect = preview.flush();
  if (rect) console.log(rect.width, issues.length);
  await preview.setPhoto('me', new URL('https://cdn.example/me.jpg'), {
    signal,
    onProgress: (done: number) => console.log(done),
  });
  const original: Blob | undefined = preview.photo('me')?.file;
  console.log(original);
  const blob: Blob = await preview.proof({ type: 'image/webp', width: 600 });
  try {
    preview.restore({});
  } catch (error) {
    if (error instanceof LiveproofError) console.log(error.code, error.path, blob.size);
  }
  preview.free();
}

export async function review(): Promise<readonly Finding[]> {
  const product: Product = await openTemplate('mug/template.json', { selection: { name: 'Zoë' } });
  product.set('name', 'Bo');
  const { data, width } = product.pixels({ width: 100 });
  const file: Uint8Array = product.proof({ type: 'image/jpeg' });
  console.log(data.length / width, file.length);
  product.free();
  return lint('/mug/template.json');
}

export async function elements(): Promise<void> {
  const proof: LiveProof = document.createElement('live-proof');
  proof.template = card;
  const preview: Preview = await proof.ready;
  const picker = document.querySelector('option-picker') ?? new OptionPicker();
  picker.preview = preview;
  picker.formatPrice = (amount) => `${amount} €`;
  picker.messages = { next: 'Weiter' } satisfies Partial<Messages>;
  // @ts-expect-error: not a word of the picker
  picker.messages = { nxt: 'Weiter' };
  if (picker.reportValidity() && proof instanceof LiveProof) console.log(proof.value);
}
