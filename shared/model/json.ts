import { type Parsed, parsed, problem } from './parsed.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong with a text that people write. The parser quotes the text around the fault, which may hold keys: only the position is told. */
export function readJsonText(text: string): Parsed<unknown> {
  try {
    return parsed(JSON.parse(text));
  } catch (error) {
    const at = /position \d+( \(line \d+ column \d+\))?/.exec(String(error))?.[0];
    return problem(`not JSON${at === undefined ? '' : ` (${at})`}`);
  }
}
