/** Questions to a person: a wrong answer is asked again, with what was expected. */
import { eachText, type Language, type Text, verbatim } from '../shared/model/language.ts';
import { type Parsed, parsed } from '../shared/model/parsed.ts';
import { printable, wrap } from '../shared/model/text.ts';
import { UsageError } from './command.ts';
import type { Terminal } from './terminal.ts';
import { asked, hiddenQuestion, tooMany } from './views/init-words.ts';

export type AskedQuestion = {
  readonly question: Text;
  /** What an empty answer means, as it is shown. */
  readonly otherwise: Text;
  /** Of one word of the answer. */
  readonly parse: (word: string) => Parsed<string>;
  /** How many words; 1 unless it says otherwise. */
  readonly most?: number;
  /** Refused where nothing is answered. */
  readonly needed?: Text;
  /** Nothing of the answer is shown, neither while it is typed nor when it is wrong. */
  readonly isSecret?: boolean;
};

export type Asking = { readonly terminal: Terminal; readonly language: Language };

/** Throws `UsageError` where nobody can answer again, since the input is at its end. */
export async function askSeveral({ terminal, language }: Asking, one: AskedQuestion): Promise<readonly string[]> {
  const { otherwise, isSecret = false } = one;
  const text = asked(isSecret ? hiddenQuestion(one.question) : one.question, otherwise)[language];
  const shown = `${wrap(text.trimEnd(), terminal.width, '').join('\n')} `;
  let wrong: Text | null = null;
  for (;;) {
    const answer = await terminal.question(shown, isSecret ? { isHidden: true } : {});
    if (answer === null && wrong !== null) throw new UsageError(verbatim(wrong[language]));
    const read = answerOf(answer ?? '', one);
    if (read.ok) return read.value;
    if (answer === null) throw new UsageError(verbatim(read.problem[language]));
    wrong = asReply(eachText(read.problem, (said) => printable(said)));
    terminal.complain(`  ${wrong[language]}`);
  }
}

export async function askOne(asking: Asking, one: AskedQuestion): Promise<string | undefined> {
  const [answer] = await askSeveral(asking, one);
  return answer;
}

function answerOf(answer: string, { parse, most = 1, needed }: AskedQuestion): Parsed<readonly string[]> {
  const words = answer.split(most === 1 ? /\s+/ : /[\s,]+/).filter((word) => word !== '');
  if (words.length === 0 && needed !== undefined) return { ok: false, problem: needed };
  if (words.length > most) return { ok: false, problem: tooMany(most) };
  const values: string[] = [];
  for (const word of words) {
    const result = parse(word);
    if (!result.ok) return result;
    values.push(result.value);
  }
  return parsed(values);
}

/** What was wrong with an answer, as a sentence. What ends in something to copy has no full stop. */
const asReply = ({ en, ko }: Text): Text => ({
  en: `${en.slice(0, 1).toUpperCase()}${en.slice(1)}${/[.:]$|: \S+$/.test(en) ? '' : '.'}`,
  ko: /[.]$|: \S+$|[A-Za-z0-9"\])]$/.test(ko) ? ko : `${ko}.`,
});
