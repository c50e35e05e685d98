import type { Assets } from '../index.js';

/** The same source of assets; where each is, is noted in `urls` as the preview asks for it. */
export function noted(assets: Assets | undefined, urls: Map<string, string>): Assets {
  return async (id, url, kind) => {
    const given = typeof assets === 'function' ? assets : () => assets?.[id];
    const source = await given(id, url, kind);
    const own = typeof source === 'string' || source instanceof URL;
    urls.set(id, own ? new URL(source, document.baseURI).href : url);
    return source;
  };
}
