/** The text of the template: CodeMirror with JSON, completion and marks at what is to be mended. */
import {
  Annotation,
  autocompletion,
  basicSetup,
  defaultHighlightStyle,
  EditorState,
  EditorView,
  HighlightStyle,
  json,
  lintGutter,
  setDiagnostics,
  startCompletion,
  syntaxHighlighting,
  syntaxTree,
} from '../build/editor.js';
import { completeTemplate } from './completion.js';
import { rangeOf } from './tree.js';

/** Marks the edits that the page makes itself. */
const ours = Annotation.define();

const theme = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', color: 'var(--text)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace' },
  '.cm-gutters': { backgroundColor: 'var(--ground)', color: 'var(--soft)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'rgb(127 127 127 / 10%)' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-tooltip': {
    color: 'var(--text)',
    backgroundColor: 'var(--card)',
    border: '1px solid var(--line)',
    borderRadius: '8px',
  },
  '.cm-completionInfo': { maxWidth: '360px', padding: '8px 12px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    color: 'var(--on-accent)',
    backgroundColor: 'var(--accent)',
  },
});

/** CodeMirror's colors, lighter in the dark, where its own can't be read. */
const colors = HighlightStyle.define(
  defaultHighlightStyle.specs.map((style) =>
    style.color
      ? {
          ...style,
          color: `light-dark(${style.color}, color-mix(in oklab, ${style.color} 40%, #fff))`,
        }
      : style,
  ),
);

/**
 * Opens the editor in `host`; `changed` is called after every edit by hand. It stands in a shadow root:
 * there its styles are constructed, which the page's security policy allows.
 */
export function openEditor(host, at, changed) {
  const root = host.attachShadow({ mode: 'open' });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      extensions: [
        basicSetup,
        json(),
        lintGutter(),
        autocompletion({ override: [completeTemplate(at)] }),
        // A quote opens a key or a word: there is something to choose from already.
        EditorView.updateListener.of(({ docChanged, state }) => {
          const { head } = state.selection.main;
          if (docChanged && state.sliceDoc(head - 1, head + 1) === '""') startCompletion(view);
        }),
        EditorView.contentAttributes.of({ 'aria-label': 'Template as JSON', tabindex: '0' }),
        syntaxHighlighting(colors),
        EditorView.updateListener.of(({ docChanged, transactions }) => {
          if (docChanged && transactions.some((change) => change.annotation(ours) !== true))
            changed();
        }),
        theme,
      ],
    }),
  });

  return {
    text: () => view.state.doc.toString(),
    setText(text) {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        annotations: ours.of(true),
        selection: { anchor: 0 },
        scrollIntoView: true,
      });
    },
    /** Underlines what is told of; each has a `path`, or a `range` of its own. */
    mark(list) {
      const diagnostics = list.map(({ path, atKey, range, message, severity }) => ({
        ...(range ?? rangeOf(view.state, path, atKey)),
        message,
        severity,
      }));
      diagnostics.sort((a, b) => a.from - b.from);
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    /** Puts the cursor at what is told of. */
    go({ path, atKey, range }) {
      const { from } = range ?? rangeOf(view.state, path, atKey);
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      view.focus();
    },
    /** The first place that is not JSON. */
    fault() {
      let found = { from: view.state.doc.length, to: view.state.doc.length };
      syntaxTree(view.state).iterate({
        enter({ type, from, to }) {
          if (type.isError && from < found.from) found = { from, to };
        },
      });
      return found;
    },
  };
}
