/** Finds what is wrong with a template; for those who write one. */
import { type AssetRequest, type Assets, loadTemplate, type TemplateText } from './assets.js';
import { LiveproofError } from './error.js';
import type { Finding } from './finding.js';
import { loadReadable } from './fonts.js';
import { init } from './init.js';
import { Session } from './session.js';

export type { Finding } from './finding.js';

/** Where {@link lint} finds the assets. */
export interface LintOptions {
  /** Where assets come from. @default their URLs, relative to the template */
  readonly assets?: Assets;
  /** Gives up loading. */
  readonly signal?: AbortSignal;
}

/**
 * Finds what is valid in a template and yet can't be meant: layers that no selection shows, options that
 * decide nothing, assets that are not there, texts that run out of their box. A template that is not valid
 * has one finding: why.
 *
 * @param template The template: its URL, or the document itself.
 * @throws {LiveproofError} `template-failed`, `engine-failed`; the signal's reason when that gave up.
 */
export async function lint(
  template: URL | string | object,
  { assets, signal }: LintOptions = {},
): Promise<readonly Finding[]> {
  const [text] = await Promise.all([loadTemplate(template, signal), init()]);
  return lintText(text, assets, signal);
}

/** {@link lint} for a template that is there, in an engine that is. */
export async function lintText(
  { text, base }: TemplateText,
  assets: Assets | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly Finding[]> {
  let session: Session;
  try {
    session = new Session(text);
  } catch (error) {
    return [finding(error, {})];
  }
  try {
    const refused = new Map<string, Finding>();
    const load = async (asset: AssetRequest) => {
      try {
        session.addAsset(asset.id, await loadReadable(asset, base, assets, signal));
      } catch (error) {
        signal?.throwIfAborted();
        const { id, kind, url } = asset;
        refused.set(id, finding(error, { asset: id, kind, url }));
      }
    };
    await Promise.all(session.missingAssets().map(load));
    const found = session.read((engine) => engine.lint(true)) as Finding[];
    return found.map((one) => {
      const { asset } = one.data;
      return one.code === 'missing-asset' ? (refused.get(String(asset)) ?? one) : one;
    });
  } finally {
    session.free();
  }
}

/** What was refused, as a finding. */
function finding(error: unknown, data: Readonly<Record<string, unknown>>): Finding {
  if (!(error instanceof LiveproofError)) throw error;
  const { path, message } = error;
  const code = error.code === 'asset-failed' ? 'missing-asset' : error.code;
  const plain = path !== '' && message.startsWith(`${path}: `);
  return {
    code,
    severity: 'error',
    path,
    message: plain ? message.slice(path.length + 2) : message,
    data: error.value === undefined ? data : { ...data, value: error.value },
  };
}
