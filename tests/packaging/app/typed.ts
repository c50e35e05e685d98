/** What the types of one template allow, and what they don't. `plaque.d.ts` is written by the test. */
import { createPreview, type Preview } from 'liveproof';
import { openTemplate } from 'liveproof/node';
import type { DoorPlaqueTemplate } from './plaque.js';

export async function shop(canvas: HTMLCanvasElement): Promise<void> {
  const preview = await createPreview<DoorPlaqueTemplate>(canvas, {
    template: '/plaque.json',
    selection: { name: 'Zoë', ink: 'gold' },
    view: 'side',
  });
  preview.set('name', 'Bo');
  preview.set('ink', 'gold');
  preview.set('ground', '#102030');
  preview.set('ground', 'rgb(1 2 3)');
  preview.set({ 'icon-side': 'left', frame: true, size: 2 });
  // @ts-expect-error: no such option
  preview.set('inkk', 'gold');
  // @ts-expect-error: no such choice
  preview.set('ink', 'gald');
  // @ts-expect-error: no color
  preview.set('ground', 'gald');
  // @ts-expect-error: of another kind
  preview.set('size', '2');
  // @ts-expect-error: no such option
  preview.set({ name: 'Bo', inkk: 'gold' });
  // @ts-expect-error: no such choice
  preview.set({ name: 'Bo', ink: 'gald' });
  preview.view = 'front';
  // @ts-expect-error: no such view
  preview.view = 'back';
  // @ts-expect-error: no such view
  await preview.proof({ view: 'back' });
  const ink: 'navy' | 'gold' = preview.selection.ink;
  // @ts-expect-error: no such option
  const inkk: unknown = preview.selection.inkk;
  console.log(ink, inkk);
  // What takes any preview takes this one.
  paint(preview);
}

function paint(preview: Preview): void {
  preview.set('anything', 'goes');
  preview.flush();
}

export async function render(): Promise<Uint8Array> {
  const product = await openTemplate<DoorPlaqueTemplate>('plaque.json');
  product.set('ink', 'navy');
  // @ts-expect-error: no such choice
  product.set('ink', 'gald');
  const { issues, price } = product;
  console.log(issues.length, price);
  const bytes: Uint8Array = product.proof({ view: 'side', type: 'image/webp' });
  product.free();
  return bytes;
}
