/** Live, photographic previews of personalized products. */
export type { AssetKind, AssetResolver, AssetSource, Assets } from './assets.js';
export { createPreview, type PreviewOptions } from './create.js';
export { LiveproofError, type LiveproofErrorDetail } from './error.js';
export { initWoff2 } from './fonts.js';
export { type InitSource, init } from './init.js';
export type { Patch, Preview, PreviewEventMap, ProofOptions, Rect } from './preview.js';
export type {
  Choice,
  Form,
  FormGroup,
  FormStep,
  Issue,
  OptionKind,
  OptionState,
  Place,
  RestoreNote,
  Saved,
  Selection,
  Value,
  View,
} from './state.js';
export type { Template } from './template.js';
