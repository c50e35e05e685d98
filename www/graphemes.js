/** Text counted and cut as a reader sees it: an accented letter or a joined emoji is one character. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How many characters the text has. */
export const count = (text) => [...segmenter.segment(text)].length;

/** The text's first characters, `limit` at most. */
export function cut(text, limit) {
  let seen = 0;
  for (const { index } of segmenter.segment(text)) {
    if (seen === limit) return text.slice(0, index);
    seen += 1;
  }
  return text;
}
