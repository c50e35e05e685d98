import { CONTROL_STYLE } from './control-style.js';

/** Style of an `<option-picker>`. One class a rule, so that a page's own rules for it are easily the stronger. */
export const PICKER_STYLE: string = `
:host,option-picker{display:block}
.lp-picker{
--lp-accent:var(--liveproof-accent,light-dark(#1f5fbf,#8ab8ff));
--lp-on:var(--liveproof-on-accent,light-dark(#fff,#0a1a30));
--lp-soft:var(--liveproof-soft,color-mix(in srgb,currentColor 72%,transparent));
--lp-edge:1px solid var(--liveproof-edge,color-mix(in srgb,currentColor 52%,transparent));
--lp-surface:var(--liveproof-surface,Canvas);
--lp-error:var(--liveproof-error,light-dark(#b3261e,#ff9c91));
--lp-radius:var(--liveproof-radius,10px);
--lp-size:40px;
color:var(--liveproof-text,CanvasText);font:1rem/1.5 var(--liveproof-font,system-ui,sans-serif);text-align:start;accent-color:var(--lp-accent)}
@media(pointer:coarse){.lp-picker{--lp-size:44px}}
.lp-picker *{box-sizing:border-box;min-width:0}
:host([hidden]),.lp-picker [hidden]{display:none}
.lp-picker[inert],.lp-field:disabled{opacity:.6}
.lp-picker :focus-visible,.lp-choice:has(:focus-visible){outline:3px solid var(--liveproof-focus,var(--lp-accent));outline-offset:2px}
.lp-unseen{position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap;appearance:none}
.lp-picker,.lp-fields,.lp-wizard,.lp-group{display:grid;gap:var(--liveproof-gap,24px)}
.lp-field,.lp-group,.lp-label,.lp-group-label,.lp-steps,.lp-rows{margin:0;padding:0;border:0;list-style:none}
.lp-group-label{padding-bottom:8px;font-size:1.125rem;font-weight:600}
.lp-label{display:block;padding-bottom:8px;font-weight:600;line-height:1.4}
.lp-label>*{margin-inline-end:.4em}
.lp-current,.lp-price{font-weight:400;unicode-bidi:plaintext}
.lp-current,.lp-price,.lp-help,.lp-counter,.lp-count,.lp-unit,.lp-coordinate{color:var(--lp-soft)}
.lp-help,.lp-issue,.lp-count{margin:0;font-size:.875rem}
.lp-field>.lp-help{padding-bottom:8px}
.lp-long .lp-field{content-visibility:auto;contain-intrinsic-size:auto 90px;padding:6px;margin:-6px}
.lp-issue{padding-top:6px}
.lp-issue.lp-error,.lp-required,.lp-summary{color:var(--lp-error)}
.lp-button,.lp-words,.lp-input,.lp-file::file-selector-button{min-height:var(--lp-size);padding:4px 14px;border:var(--lp-edge);border-radius:var(--lp-radius);background:var(--lp-surface);color:inherit;font:inherit}
.lp-picker .lp-button{min-width:var(--lp-size);cursor:pointer}
.lp-button:disabled,.lp-picker [aria-disabled=true],.lp-choice:has(:disabled){opacity:.45}
.lp-button.lp-primary{margin-inline-start:auto;background:var(--lp-accent);color:var(--lp-on)}
.lp-toolbar,.lp-presets,.lp-turn,.lp-steps,.lp-choices,.lp-with-custom{display:flex;flex-wrap:wrap;gap:8px}
.lp-preset>.lp-image{width:28px;margin-inline-end:8px;vertical-align:middle}
.lp-button.lp-step-button{border-width:0 0 3px;border-color:#0000;border-radius:0;background:none}
.lp-button[aria-current]{border-color:var(--lp-accent);font-weight:600}
.lp-step-title{margin:0 0 16px;font-size:1.25rem}
.lp-summary{padding:12px 16px;border:1px solid;border-radius:var(--lp-radius)}
.lp-link{border:0;text-align:start;text-decoration:underline}
${CONTROL_STYLE}`;
