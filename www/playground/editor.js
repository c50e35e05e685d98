/**
 * What the playground uses of CodeMirror. `npm start` bundles this file into `www/build/`, so that the
 * page needs no bundler and every other page loads none of it.
 */
export {
  autocompletion,
  completionKeymap,
  startCompletion,
} from '@codemirror/autocomplete';
export { json } from '@codemirror/lang-json';
export {
  defaultHighlightStyle,
  ensureSyntaxTree,
  HighlightStyle,
  syntaxHighlighting,
  syntaxTree,
} from '@codemirror/language';
export { lintGutter, setDiagnostics } from '@codemirror/lint';
export { Annotation, EditorState } from '@codemirror/state';
export { keymap } from '@codemirror/view';
export { basicSetup, EditorView } from 'codemirror';
