/** An answer as `docs/api.md` prints it: short enough to read, and otherwise as it came. */

const MAX_TEXT = 80;
const MAX_DEPTH = 3;
const LINE = 120;

/** Of lists the first entry, texts cut, and `{}` for what lies too deep; what fits into a line is on one. */
export const shownAnswer = (answer: unknown): string => written(shortened(answer, 0), '');

function shortened(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}...` : value;
  if (Array.isArray(value)) return value.slice(0, 1).map((one) => shortened(one, depth));
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MAX_DEPTH) return {};
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shortened(one, depth + 1)]));
}

function written(value: unknown, indent: string): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + flat.length < LINE) return flat;
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const parts = Object.entries(value).map(
    ([key, one]) => `${inner}${isList ? '' : `${JSON.stringify(key)}: `}${written(one, inner)}`,
  );
  return `${isList ? '[' : '{'}\n${parts.join(',\n')}\n${indent}${isList ? ']' : '}'}`;
}
