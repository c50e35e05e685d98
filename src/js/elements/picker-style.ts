import { CONTROL_STYLE } from './control-style.js';

/** Style of an `<option-picker>`. One class a rule, so that a page's own rules for it are easily the stronger. */
export const PICKER_STYLE: string = `
:host{display:block}
:host([hidden]){display:none}
option-picker{display:block}
.lp-picker{
--lp-accent:var(--liveproof-accent,light-dark(#1f5fbf,#8ab8ff));
--lp-on:var(--liveproof-on-accent,light-dark(#fff,#0a1a30));
--lp-text:var(--liveproof-text,light-dark(#1c1d20,#f1f1f3));
--lp-soft:var(--liveproof-soft,light-dark(#5c5f66,#a9adb6));
--lp-line:var(--liveproof-line,light-dark(#d9dbe0,#3d4047));
--lp-edge:var(--liveproof-edge,light-dark(#868a93,#7d818a));
--lp-surface:var(--liveproof-surface,light-dark(#fff,#1d1e22));
--lp-error:var(--liveproof-error,light-dark(#b3261e,#ff9c91));
--lp-focus:var(--liveproof-focus,var(--lp-accent));
--lp-radius:var(--liveproof-radius,10px);
--lp-gap:var(--liveproof-gap,24px);
--lp-target:40px;
display:grid;gap:var(--lp-gap);color:var(--lp-text);font:1rem/1.5 var(--liveproof-font,system-ui,sans-serif);text-align:start;accent-color:var(--lp-accent)}
@media(pointer:coarse){.lp-picker{--lp-target:44px}}
.lp-picker *{box-sizing:border-box}
.lp-picker [hidden]{display:none!important}
.lp-picker[inert]{opacity:.6}
.lp-picker :focus-visible,.lp-choice:has(>:focus-visible){outline:3px solid var(--lp-focus);outline-offset:2px}
.lp-unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;appearance:none}
.lp-fields,.lp-wizard{display:grid;gap:var(--lp-gap)}
.lp-form{min-width:0}
.lp-field,.lp-group{min-width:0;margin:0;padding:0;border:0}
.lp-group{display:grid;gap:var(--lp-gap)}
.lp-group-label{padding:0;margin-bottom:12px;font-size:1.125rem;font-weight:600}
.lp-label{display:block;padding:0;margin-bottom:8px;font-weight:600;line-height:1.4}
.lp-label-text{margin-inline-end:.35em}
.lp-required{color:var(--lp-error);margin-inline-end:.35em}
.lp-current{font-weight:400;color:var(--lp-soft);margin-inline-end:.5em}
.lp-price{font-weight:400;color:var(--lp-soft);font-variant-numeric:tabular-nums;unicode-bidi:plaintext}
.lp-help{margin:-4px 0 8px;color:var(--lp-soft);font-size:.875rem}
.lp-issue{margin:6px 0 0;font-size:.875rem}
.lp-issue.lp-error,.lp-summary{color:var(--lp-error)}
.lp-disabled{opacity:.55}
.lp-button{min-height:var(--lp-target);min-width:var(--lp-target);padding:4px 14px;border:1px solid var(--lp-edge);border-radius:var(--lp-radius);background:var(--lp-surface);color:inherit;font:inherit;cursor:pointer}
.lp-file{min-width:0;max-width:100%;font:inherit}
.lp-file::file-selector-button{min-height:var(--lp-target);margin-inline-end:12px;padding:4px 14px;border:1px solid var(--lp-edge);border-radius:var(--lp-radius);background:var(--lp-surface);color:inherit;font:inherit}
.lp-button:hover{border-color:var(--lp-accent)}
.lp-button:disabled,.lp-button[aria-disabled=true]{opacity:.4;cursor:default}
.lp-primary{border-color:var(--lp-accent);background:var(--lp-accent);color:var(--lp-on);font-weight:600}
.lp-toolbar,.lp-presets,.lp-turn{display:flex;flex-wrap:wrap;gap:8px}
.lp-next{margin-inline-start:auto}
.lp-tool{padding:4px 10px}
.lp-preset{display:flex;align-items:center;gap:8px}
.lp-preset>.lp-image{width:28px;height:28px;object-fit:cover}
.lp-steps{display:flex;flex-wrap:wrap;gap:4px;margin:0;padding:0;list-style:none;border-bottom:1px solid var(--lp-line)}
.lp-step-button{border-color:transparent;border-bottom:3px solid transparent;border-radius:var(--lp-radius) var(--lp-radius) 0 0;background:none;color:var(--lp-soft)}
.lp-step-button[aria-current]{border-bottom-color:var(--lp-accent);color:inherit;font-weight:600}
.lp-step-title{margin:0 0 16px;font-size:1.25rem;line-height:1.3}
.lp-step-title:focus-visible{outline:0}
.lp-summary{padding:12px 16px;border:1px solid;border-radius:var(--lp-radius)}
.lp-summary p,.lp-summary ul{margin:0}
.lp-link{min-height:32px;padding:0;border:0;background:none;text-align:start;text-decoration:underline}
${CONTROL_STYLE}`;
