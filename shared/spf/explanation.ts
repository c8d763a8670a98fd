/**
 * The publisher's own words for a "fail" (RFC 7208 section 6.2): the text of one TXT record, macros expanded. Anything
 * amiss (no record, several, an error, a syntax error, octets that are not ASCII) means that there is no explanation; it
 * never changes the result and costs no lookup. The text is a stranger's: one printable line, bounded.
 */
import type { Answer } from '../dns/answer.ts';
import { printable } from '../model/text.ts';
import { canBeAsked, expandName, expandText, parseMacroString, usesMacro } from './macro.ts';
import { pointers, type Setting, validatedName } from './mechanisms.ts';
import { joined, type Modifier } from './record.ts';

const MAX_EXPLANATION = 1000;

export async function explain({ value }: Modifier, setting: Setting): Promise<string | null> {
  const { run, domain, notes } = setting;
  const values = { ...run.identity, domain, validated: 'unknown' };
  // Failed questions for %{p} are nothing that the result hangs on here.
  const aside = { run: { ...run, doubts: [] }, domain, notes };
  const validated = async () => ({ ...values, validated: await validatedName(await pointers(aside), aside) });
  const name = expandName(value, usesMacro(value, 'p') ? await validated() : values);
  if (!canBeAsked(name)) return null;
  notes.target = name;
  const answer = await run.asker.ask({ name, type: 'TXT' });
  notes.answers.push(answer);
  const text = onlyText(answer);
  const parsed = text === null ? null : parseMacroString(text, 'explanation');
  if (parsed === null || !parsed.ok) return null;
  const expanded = usesMacro(parsed.value, 'p') ? await validated() : values;
  return printable(expandText(parsed.value, expanded, MAX_EXPLANATION), MAX_EXPLANATION);
}

function onlyText(answer: Answer<'TXT'>): string | null {
  if (answer.kind !== 'records') return null;
  const [record, ...others] = answer.records;
  const text = record === undefined || others.length > 0 ? '' : joined(record);
  return /^[\x20-\x7e]+$/.test(text) ? text : null;
}
