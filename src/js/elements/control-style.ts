/** Style of the picker's controls. */
export const CONTROL_STYLE = `
.lp-input{width:100%;min-height:44px;padding:8px 12px}
.lp-wrong .lp-input{border-color:var(--lp-error)}
.lp-input::placeholder{color:var(--lp-soft)}
textarea.lp-input{resize:vertical}
.lp-text{position:relative}
.lp-text .lp-input:not(:only-child){padding-inline-end:5em}
.lp-counter{position:absolute;bottom:10px;inset-inline-end:12px;font-size:.8125rem;pointer-events:none}
.lp-choice{position:relative;display:flex;border-radius:var(--lp-radius);cursor:pointer}
.lp-words{display:flex;align-items:center;gap:.4em}
:checked+.lp-words,[aria-selected=true]>.lp-words{border-color:var(--lp-accent);background:var(--liveproof-chosen,var(--lp-surface));box-shadow:inset 0 0 0 1px var(--lp-accent)}
.lp-radios{display:grid;gap:0}
.lp-radios>*{align-items:center;gap:10px}
.lp-switch{color:var(--lp-soft)}
.lp-dot{width:20px;height:20px;margin:0}
.lp-dot+.lp-face{border:0;box-shadow:none;padding:0}
.lp-fonts{max-height:var(--liveproof-gallery,320px);overflow:auto;padding:5px;margin:-5px;font-size:1.25rem}
.lp-fonts>*,.lp-item{content-visibility:auto;contain-intrinsic-size:auto 60px}
.lp-swatch,.lp-color{width:max(var(--liveproof-swatch,40px),var(--lp-size));aspect-ratio:1;padding:0;border:var(--lp-edge);border-radius:50%;background:var(--lp-color)}
.lp-choice:has(>.lp-swatch){border-radius:50%}
.lp-choice:has(.lp-image),.lp-swatch:has(.lp-image){border-radius:var(--lp-radius)}
.lp-swatch:has(.lp-image){width:64px;background:light-dark(#f4f4f5,#e4e4e7)}
.lp-swatch>.lp-image{display:block;width:100%;height:100%;padding:6px;object-fit:contain}
:checked+.lp-swatch,[aria-selected=true]>.lp-swatch,.lp-chosen>.lp-color{outline:2px solid var(--lp-accent);outline-offset:3px}
.lp-swatchs,.lp-with-custom{gap:12px;padding:5px;margin:-5px}
.lp-with-custom>.lp-swatchs{display:contents}
.lp-color{height:auto;background:conic-gradient(red,#ff0,#0f0,#0ff,#00f,#f0f,red)}
.lp-color::-webkit-color-swatch-wrapper{padding:7px}
.lp-color::-webkit-color-swatch{border:2px solid #fff;border-radius:50%}
.lp-library,.lp-multi,.lp-rows{display:grid;gap:8px}
.lp-rows{margin-bottom:8px}
.lp-tools,.lp-number,.lp-row,.lp-photo{display:flex;align-items:center;gap:8px}
.lp-category{width:auto}
.lp-gallery{max-height:var(--liveproof-gallery,320px);overflow:auto;border:var(--lp-edge);border-radius:var(--lp-radius)}
.lp-list{display:grid;grid-template-columns:repeat(auto-fill,minmax(76px,1fr));padding:5px}
.lp-item{display:grid;place-items:center;padding:6px;overflow-wrap:anywhere}
.lp-item>.lp-words{padding:4px;font-size:.75rem}
.lp-slider{flex:1;height:var(--lp-size);margin:0}
.lp-box{width:6.5em}
.lp-switch{appearance:none;width:52px;height:30px;margin:0;padding:3px;border:2px solid;border-radius:99px;cursor:pointer}
.lp-switch::after{content:"";display:block;width:20px;height:20px;border-radius:50%;background:currentColor}
.lp-switch:checked{border-color:var(--lp-accent);background:var(--lp-accent)}
.lp-switch:checked::after{margin-inline-start:20px;background:var(--lp-on)}
.lp-toggle-field{display:grid;grid-template-columns:1fr auto;align-items:center;min-height:var(--lp-size)}
.lp-toggle-field>.lp-label{padding:0}
.lp-toggle-field>.lp-help{grid-area:2/1;padding:0}
.lp-row>.lp-input{flex:1}
.lp-picker .lp-row-button{padding:0;border-color:#0000;background:none}
.lp-row[aria-current]>.lp-show{border-color:var(--lp-accent);font-weight:600}
.lp-row:first-child>.lp-up,.lp-row:last-child>.lp-down,.lp-least .lp-remove{visibility:hidden}
.lp-coordinates{display:grid;grid-template-columns:repeat(4,1fr);gap:8px;align-items:end}
.lp-coordinate{font-size:.875rem}
.lp-coordinate>.lp-box{width:100%;color:var(--liveproof-text,CanvasText)}
.lp-place{grid-column:1/-1;justify-self:start}
@media(forced-colors:active){
.lp-swatch,.lp-color{forced-color-adjust:none}
.lp-unseen:checked+.lp-words,[aria-selected=true]>.lp-words,.lp-row[aria-current]>.lp-show,.lp-step-button[aria-current]{outline:3px solid Highlight;outline-offset:-3px}
.lp-switch{appearance:auto}
.lp-switch::after{display:none}}
`;
