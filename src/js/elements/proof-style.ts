/** Style of a `<live-proof>`. */
export const PROOF_STYLE = `
:host{display:block;--lp-accent:var(--liveproof-accent,light-dark(#1f5fbf,#8ab8ff))}
:host([hidden]),[hidden]{display:none!important}
.lp-stage{position:relative;display:grid;overflow:hidden;border-radius:var(--liveproof-radius,0)}
.lp-stage:not([data-state=ready]){aspect-ratio:var(--liveproof-ratio,1)}
.lp-canvas{grid-area:1/1;display:block;width:100%;outline-offset:-3px}
.lp-canvas:focus-visible{outline:3px solid var(--lp-accent)}
.lp-pending{position:absolute;visibility:hidden}
.lp-poster,.lp-loading{grid-area:1/1}
.lp-poster::slotted(*){grid-area:1/1;width:100%;height:100%;object-fit:cover}
[data-state=ready]>slot,[data-state=error]>.lp-loading{display:none}
.lp-bar{grid-area:1/1;align-self:end;height:3px;background:var(--lp-accent);transform-origin:0;animation:lp-grow 8s .3s cubic-bezier(.1,.7,.2,1) both}
@keyframes lp-grow{from{transform:scaleX(0)}to{transform:scaleX(.95)}}
.lp-error{padding:16px;font:1rem/1.5 system-ui,sans-serif;text-align:center;overflow-wrap:anywhere}
.lp-error p{margin:4px 0 12px}
.lp-retry{min-height:44px;padding:0 20px;border:1px solid;border-radius:999px;background:none;color:var(--lp-accent);font:inherit;cursor:pointer}
.lp-unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(prefers-reduced-motion:reduce){.lp-bar{animation:none}}
`;
