/** Text counted and cut as a reader sees it: an accented letter or a joined emoji is one character. */
const segmenter: Intl.Segmenter | undefined = Intl.Segmenter && new Intl.Segmenter();

/** The text in characters; in code points where the browser can't tell characters. */
function characters(text: string): string[] {
  return segmenter ? Array.from(segmenter.segment(text), ({ segment }) => segment) : [...text];
}

/** How many characters the text has. */
export function count(text: string): number {
  return characters(text).length;
}

/** The text's first characters, `limit` at most. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : characters(text).slice(0, limit).join('');
}
