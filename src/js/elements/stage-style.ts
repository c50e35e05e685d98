/** Style of a `<live-proof>`. */
export const STAGE_STYLE = `
:host{display:block;--lp-accent:var(--liveproof-accent,light-dark(#1f5fbf,#8ab8ff))}
:host([hidden]),[hidden]{display:none}
.lp-stage{position:relative;display:grid;overflow:hidden;border-radius:var(--liveproof-radius,0)}
.lp-stage:not([data-state=ready]){aspect-ratio:var(--liveproof-ratio,1);background:color-mix(in srgb,currentColor 8%,transparent)}
.lp-stage>*{grid-area:1/1}
.lp-canvas{width:100%}
.lp-canvas:focus-visible{outline:3px solid var(--lp-accent);outline-offset:-3px}
.lp-pending{position:absolute;visibility:hidden}
::slotted(*){width:100%;height:100%;object-fit:cover}
.lp-poster,.lp-loading{display:grid}
[data-state=ready]>slot,[data-state=error]>.lp-loading{display:none}
.lp-error{padding:16px;font:1rem/1.5 system-ui,sans-serif;text-align:center}
.lp-button{min-height:44px;padding:0 20px;border:1px solid;border-radius:10px;background:none;color:var(--lp-accent);font:inherit}
.lp-unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
`;
