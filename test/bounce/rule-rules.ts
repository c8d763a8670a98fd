/** What a rule needs besides its entry: texts for which it wins, each with where it was received or is published. */
import type { Text } from './texts/types.ts';

const SOURCE =
  /^(?:https?:\/\/\S+|[\w.-]+\/[\w.-]+(?:#\d+|:\S+)?|conformance\/bounces\/\S+|a log or test in public source code)$/;

/** `winner`: the rule that reads a text. Everything that is wrong, by the rule's id. */
export async function ruleProblems(
  id: string,
  texts: readonly Text[] = [],
  winner: (text: string) => Promise<string | undefined>,
): Promise<readonly string[]> {
  const problems = texts.length === 0 ? [`${id}: no text under its id in test/bounce/texts/`] : [];
  for (const { text, source } of texts) {
    const won = await winner(text);
    if (won !== id) problems.push(`${id} loses to ${won}: ${text.slice(0, 120)}`);
    if (!SOURCE.test(source))
      problems.push(`${id}: source: where the text was received or is published, not "${source}"`);
  }
  return problems;
}
