/** Something in a template that is valid and yet can't be meant, or the fault that makes it invalid. */
export interface Finding {
  /**
   * Name of the finding for programs. Errors: `contradictory-condition`, `dead-layer`, `unreachable-choice`,
   * `missing-asset`, `missing-glyph`, the code of what an asset or the template is refused with. Warnings:
   * `always-true-condition`, `unused-option`, `unreachable-price`, `area-not-shown`, `unused-asset`,
   * `text-overflow`, `svg-left-out` (what of an SVG is not drawn), `unknown-part` (a color or part that no SVG
   * of the layer has).
   */
  readonly code: string;
  /** An `error` is surely a fault; a `warning` may be meant. */
  readonly severity: 'error' | 'warning';
  /** Where it is in the document: `areas[0].layers[2].when`. */
  readonly path: string;
  /** A sentence in English, without the path. */
  readonly message: string;
  /** What the message says, for programs. */
  readonly data: Readonly<Record<string, unknown>>;
}
