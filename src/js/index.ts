/** Live, photographic previews of personalized products. */
export type { AssetKind, AssetResolver, AssetSource, Assets } from './assets.js';
export { createPreview, type PreviewOptions } from './create.js';
export type {
  DetectFaces,
  Face,
  PhotoMask,
  PhotoPixels,
  RemoveBackground,
} from './cutout.js';
export { initSvg } from './drawings.js';
export { LiveproofError, type LiveproofErrorDetail } from './error.js';
export type { Finding } from './finding.js';
export { initWoff2 } from './fonts.js';
export type { Drag, Dragged, Guide, Hit, Line, Point } from './hands.js';
export { type InitSource, init } from './init.js';
export { attachInteraction, type InteractionOptions } from './interaction/attach.js';
export type { PhotoOptions, PhotoSource } from './photo.js';
export type { Patch, Preview, PreviewEventMap, Prices, ProofOptions, Rect } from './preview.js';
export type { GivenPhoto } from './session.js';
export type {
  Category,
  Choice,
  Form,
  FormGroup,
  FormStep,
  Issue,
  OptionKind,
  OptionState,
  Place,
  Preset,
  PriceLine,
  RestoreNote,
  Saved,
  Selection,
  Value,
  Variant,
  View,
} from './state.js';
export type { Template } from './template.js';
export type { AnyTemplate, CssColor, PatchOf, TemplateTypes } from './typed.js';
