/** Text counted and cut as a reader sees it: an accented letter or a joined emoji is one character. */
const segmenter: Intl.Segmenter = new Intl.Segmenter();

function characters(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** How many characters the text has. */
export function count(text: string): number {
  return characters(text).length;
}

/** The text's first characters, `limit` at most. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : characters(text).slice(0, limit).join('');
}
