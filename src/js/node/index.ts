/** Personalized products without a browser: rendered, checked and priced in Node. */
import type { Assets } from '../assets.js';
import { loadReadable } from '../fonts.js';
import { type Finding, lintText } from '../lint.js';
import { Session } from '../session.js';
import type { Saved, Selection } from '../state.js';
import type { AnyTemplate, PatchOf, TemplateTypes } from '../typed.js';
import { initFromFile, openText, withFiles } from './files.js';
import { Product } from './product.js';

export type { AssetKind, AssetResolver, AssetSource, Assets } from '../assets.js';
export { LiveproofError, type LiveproofErrorDetail } from '../error.js';
export type { Finding } from '../finding.js';
export type { PhotoOptions } from '../photo.js';
export type { ProofOptions } from '../preview.js';
export type { GivenPhoto } from '../session.js';
export type {
  Choice,
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
} from '../state.js';
export type { Template } from '../template.js';
export type { AnyTemplate, CssColor, PatchOf, TemplateTypes } from '../typed.js';
export type { Picture, Product } from './product.js';

/** Where a template's files are, and what is chosen. */
export interface OpenOptions<T extends TemplateTypes = AnyTemplate> {
  /**
   * What was chosen before: a selection, what was saved, or a link. Options that it does not name have their
   * defaults; `notes` of the product tell what could not be restored as it was.
   */
  readonly selection?: Saved | Selection | PatchOf<T> | string;
  /**
   * Where assets come from; texts without a scheme are paths, relative to the working directory.
   * @default their URLs, relative to the template
   */
  readonly assets?: Assets;
  /**
   * What the assets' URLs are relative to, a path or URL that ends in a slash.
   * @default the template's own place; of an object the working directory
   */
  readonly base?: URL | string;
  /** Gives up loading. */
  readonly signal?: AbortSignal;
}

/**
 * Opens a template with all its assets.
 *
 * @param template Path or URL of the template, or the document itself.
 * @throws {LiveproofError} `template-failed`, `asset-failed`, `engine-failed`, or what is wrong with the
 * template or the selection; the signal's reason when that gave up.
 */
export async function openTemplate<T extends TemplateTypes = AnyTemplate>(
  template: URL | string | object,
  { selection, assets, base, signal }: OpenOptions<T> = {},
): Promise<Product<T>> {
  const [text] = await Promise.all([openText(template, base, signal), initFromFile()]);
  const session = new Session(text.text);
  try {
    const files = withFiles(assets);
    await Promise.all(
      session.missingAssets().map(async (asset) => {
        session.addAsset(asset.id, await loadReadable(asset, text.base, files, signal));
      }),
    );
    const notes = selection === undefined ? [] : session.restore(selection);
    return new Product<T>(session, notes);
  } catch (error) {
    session.free();
    throw error;
  }
}

/**
 * Finds what is valid in a template and yet can't be meant. A template that is not valid has one finding:
 * why.
 *
 * @param template Path or URL of the template, or the document itself.
 * @throws {LiveproofError} `template-failed`, `engine-failed`; the signal's reason when that gave up.
 */
export async function lint(
  template: URL | string | object,
  { assets, base, signal }: Omit<OpenOptions, 'selection'> = {},
): Promise<readonly Finding[]> {
  const [text] = await Promise.all([openText(template, base, signal), initFromFile()]);
  return lintText(text, withFiles(assets), signal);
}
