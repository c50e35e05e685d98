/** Style of the picker's controls. */
export const CONTROL_STYLE = `
.lp-input{width:100%;min-height:44px;padding:8px 12px;border:1px solid var(--lp-edge);border-radius:var(--lp-radius);background:var(--lp-surface);color:inherit;font:inherit}
.lp-wrong .lp-input{border-color:var(--lp-error)}
.lp-input::placeholder{color:var(--lp-soft);opacity:1}
textarea.lp-input{resize:vertical}
.lp-text{position:relative}
.lp-text .lp-input:not(:only-child){padding-inline-end:5em}
.lp-counter{position:absolute;inset-block-end:10px;inset-inline-end:12px;color:var(--lp-soft);font-size:.8125rem;font-variant-numeric:tabular-nums;pointer-events:none}
.lp-full{color:inherit;font-weight:600}
.lp-choices,.lp-with-custom,.lp-list{display:flex;flex-wrap:wrap;gap:8px}
.lp-choice{position:relative;display:flex;border-radius:var(--lp-radius);cursor:pointer}
.lp-choice:has(:disabled),.lp-choice[aria-disabled]{opacity:.4;cursor:default}
.lp-words{display:flex;align-items:center;gap:.5em;min-height:var(--lp-target);padding:4px 14px;border:1px solid var(--lp-edge);border-radius:var(--lp-radius);background:var(--lp-surface)}
.lp-choice:hover>.lp-words{border-color:var(--lp-accent)}
:checked+.lp-words,[aria-selected=true]>.lp-words{border-color:var(--lp-accent);box-shadow:inset 0 0 0 1px var(--lp-accent)}
.lp-radios{flex-direction:column;gap:0}
.lp-radios>.lp-choice{align-items:center;gap:10px;min-height:var(--lp-target)}
.lp-dot{width:20px;height:20px;margin:0}
.lp-dot+.lp-face{border:0;box-shadow:none;padding:0;background:none}
.lp-fonts{max-height:var(--liveproof-gallery,320px);overflow:auto;padding:3px}
.lp-fonts .lp-name{font-size:1.25rem;line-height:1.3}
.lp-swatch{display:grid;place-items:center;width:var(--liveproof-swatch,40px);height:var(--liveproof-swatch,40px);border-radius:50%;background:var(--lp-color,var(--lp-surface));box-shadow:inset 0 0 0 1px color-mix(in srgb,var(--lp-text) 28%,transparent)}
@media(pointer:coarse){.lp-swatch,.lp-color{min-width:44px;min-height:44px}}
.lp-swatch:has(.lp-image){width:64px;height:64px;border-radius:var(--lp-radius);background:light-dark(#f4f4f5,#e4e4e7)}
.lp-swatch>.lp-image{width:100%;height:100%;padding:6px;object-fit:contain}
.lp-choice:has(>.lp-swatch){border-radius:50%}
.lp-choice:has(.lp-image){border-radius:var(--lp-radius)}
:checked+.lp-swatch,[aria-selected=true]>.lp-swatch,.lp-chosen>.lp-color{outline:2px solid var(--lp-accent);outline-offset:3px}
.lp-swatchs,.lp-with-custom{gap:12px;padding:4px}
.lp-with-custom>.lp-swatchs{display:contents}
.lp-color{width:var(--liveproof-swatch,40px);height:var(--liveproof-swatch,40px);padding:0;border:0;border-radius:50%;background:conic-gradient(red,#ff0,#0f0,#0ff,#00f,#f0f,red);cursor:pointer}
.lp-color::-webkit-color-swatch-wrapper{padding:7px}
.lp-color::-webkit-color-swatch{border:2px solid #fff;border-radius:50%}
.lp-library{display:grid;gap:8px}
.lp-tools{display:flex;gap:8px}
.lp-category{width:auto;max-width:50%}
.lp-gallery{max-height:var(--liveproof-gallery,320px);overflow:auto;border:1px solid var(--lp-line);border-radius:var(--lp-radius);overscroll-behavior:contain}
.lp-list{display:grid;grid-template-columns:repeat(auto-fill,minmax(76px,1fr));padding:5px}
.lp-item{justify-content:center;padding:6px;overflow-wrap:anywhere;content-visibility:auto;contain-intrinsic-size:76px}
.lp-item>.lp-words{padding:4px;font-size:.75rem}
.lp-count,.lp-unit,.lp-photo-name{color:var(--lp-soft);font-size:.875rem}
.lp-count:empty{display:none}
.lp-multi{display:grid;gap:8px}
.lp-number,.lp-row,.lp-photo{display:flex;align-items:center;gap:8px}
.lp-slider{flex:1;min-width:0;height:var(--lp-target);margin:0}
.lp-box{width:6.5em}
.lp-switch{appearance:none;position:relative;width:52px;height:30px;margin:7px 0;border:2px solid var(--lp-edge);border-radius:99px;background:var(--lp-surface);cursor:pointer;transition:background .15s}
.lp-switch::after{content:"";position:absolute;inset-block-start:3px;inset-inline-start:3px;width:20px;height:20px;border-radius:50%;background:var(--lp-edge);transition:inset-inline-start .15s}
.lp-switch:checked{border-color:var(--lp-accent);background:var(--lp-accent)}
.lp-switch:checked::after{inset-inline-start:25px;background:var(--lp-on)}
.lp-toggle-field{display:grid;grid-template-columns:1fr auto;align-items:center;column-gap:16px}
.lp-toggle-field>.lp-label{margin:0}
.lp-toggle-field>.lp-help{grid-area:2/1;margin:0}
.lp-toggle-field>.lp-switch{grid-area:1/2}
.lp-toggle-field>.lp-issues{grid-column:1/3}
.lp-rows{display:grid;gap:8px;margin:0 0 8px;padding:0;list-style:none}
.lp-row>.lp-input{flex:1;min-width:0}
.lp-row-button{padding:0;border-color:transparent;background:none}
[aria-current]>.lp-row-button:first-child{border-color:var(--lp-accent);color:var(--lp-accent);font-weight:600}
.lp-coordinates{display:flex;flex-wrap:wrap;gap:12px;align-items:end}
.lp-coordinate{display:grid;gap:4px;color:var(--lp-soft);font-size:.875rem}
@media(prefers-reduced-motion:reduce){.lp-switch,.lp-switch::after{transition:none}}
@media(forced-colors:active){
.lp-swatch,.lp-color{forced-color-adjust:none}
:not(.lp-dot):checked+.lp-face,[aria-selected=true]>.lp-face,.lp-chosen>.lp-color,[aria-current]>.lp-row-button:first-child,.lp-step-button[aria-current]{outline:3px solid Highlight;outline-offset:2px}
.lp-switch{forced-color-adjust:none;border-color:ButtonText;background:Canvas}
.lp-switch::after{background:ButtonText}
.lp-switch:checked{background:Highlight;border-color:Highlight}
.lp-switch:checked::after{background:Canvas}}
`;
