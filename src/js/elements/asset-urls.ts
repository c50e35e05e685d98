import type { Assets } from '../index.js';

/** Where the assets of a template are, noted as the preview asks for them. */
export class AssetUrls {
  readonly #urls = new Map<string, string>();

  get(id: string): string | undefined {
    return this.#urls.get(id);
  }

  /** The same source of assets, with what it gives noted. */
  record(assets: Assets | undefined): Assets {
    return async (id, url, kind) => {
      this.#urls.set(id, url);
      const source =
        typeof assets === 'function'
          ? await assets(id, url, kind)
          : assets && Object.hasOwn(assets, id)
            ? assets[id]
            : undefined;
      if (typeof source === 'string' || source instanceof URL) {
        this.#urls.set(id, new URL(source, document.baseURI).href);
      }
      return source;
    };
  }
}
