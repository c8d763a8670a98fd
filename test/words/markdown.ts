/** The running text of a page in Markdown: paragraphs, items, headings and cells, each in one piece; no code. */
export type Passage = { readonly line: number; readonly text: string };

const MARKS = /^\s*(?:#{1,6} |[-*+] |\d+\. |> ?)+/;

const plain = (text: string): string =>
  text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<!--[\s\S]*?-->|<[^>]+>/g, '')
    .replace(/\*\*|__/g, '')
    .trim();

export function markdownTexts(page: string): readonly Passage[] {
  const passages: { line: number; text: string }[] = [];
  let isCode = false;
  let open: { line: number; text: string } | null = null;
  for (const [index, raw] of page.split('\n').entries()) {
    const line = index + 1;
    if (/^\s*(?:```|~~~)/.test(raw)) isCode = !isCode;
    if (isCode || raw.trim() === '' || /^\s*(?:```|~~~)|^\s*\|?[-:| ]+\|?$/.test(raw)) {
      open = null;
      continue;
    }
    if (/^\s*\|/.test(raw)) {
      open = null;
      for (const cell of raw.split('|')) if (cell.trim() !== '') passages.push({ line, text: cell });
      continue;
    }
    if (open !== null && !MARKS.test(raw)) open.text += ` ${raw.trim()}`;
    else {
      open = { line, text: raw.replace(MARKS, '') };
      passages.push(open);
    }
    if (/^#/.test(raw)) open = null;
  }
  return passages.map(({ line, text }) => ({ line, text: plain(text) })).filter(({ text }) => text !== '');
}
