/** The word that was probably meant, by how few letters differ. */

/** Null where no word is near enough. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  const most = word.length < 3 ? 0 : word.length < 5 ? 1 : 2;
  const near = known
    .filter((one) => Math.abs(one.length - word.length) <= most)
    .map((one) => ({ one, distance: distanceOf(word.toLowerCase(), one) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.one ?? null;
}

/** Letters to insert, remove, replace or swap with their neighbor (optimal string alignment). Both words are short. */
function distanceOf(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const ways = [cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + (same ? 0 : 1)];
      if (swapped) ways.push(cell(i - 2, j - 2) + 1);
      row.push(Math.min(...ways));
    }
  }
  return cell(a.length, b.length);
}
