/** The numbered steps of a diagnosis: what is in order (✓), what is wrong (✕), and what is still to do. */
import type { Live } from '../../shared/bounce/diagnosis.ts';
import { remedyIn } from '../../shared/bounce/remedies/in-language.ts';
import type { BounceStep } from '../../shared/bounce/remedies.ts';
import type { Examined } from '../../shared/diagnose/examine.ts';
import type { Precondition } from '../../shared/diagnose/preconditions.ts';
import { whyText } from '../../shared/diagnose/why.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import type { Status } from '../../shared/model/finding.ts';
import { asSentence } from '../../shared/model/sentence.ts';
import { wrap } from '../../shared/model/text.ts';
import { paint, paintStatus, type Terminal } from '../terminal.ts';
import { DIAGNOSIS_WORDS, type Tested } from './diagnosis-words.ts';

type Mark = '✓' | '✕' | ' ';
type Step = { readonly mark: Mark; readonly text: string; readonly below: readonly string[] };

/** The precondition that says the same as a live check. */
export const preconditionOf = ({ check }: Pick<Live, 'check'>, { preconditions }: Examined): Precondition | undefined =>
  preconditions.find(({ id, status }) => status !== 'unknown' && id === idFor(check));

const idFor = (check: Live['check']): string =>
  check === 'ptr' ? 'reverse-dns' : check.startsWith('dnsbl:') ? check.replace('dnsbl:', 'list:') : check;

export const listNameOf = (id: string): string | undefined => LISTS.find((list) => list.id === id)?.name;

export function diagnosisSteps(examined: Examined, terminal: Terminal): readonly string[] {
  const steps = [...inOrder(examined, terminal), ...toFix(examined, terminal), ...advice(examined, terminal)];
  const next = steps.findIndex(({ mark }) => mark !== '✓');
  return [
    ...steps.flatMap((step, index) => stepLines(step, index + 1, index === next, terminal)),
    ...untested(examined, terminal),
  ];
}

const kindOf = ({ id }: Precondition): Tested => (id.startsWith('list:') ? 'list' : (id as Tested));

function shortly(one: Precondition, { known }: Examined, { language }: Terminal): string {
  const kind = kindOf(one);
  const list = one.id.slice('list:'.length);
  const name = kind === 'list' ? (listNameOf(list) ?? list) : kind === 'reverse-dns' ? known.name : undefined;
  return DIAGNOSIS_WORDS[language].tested(kind, name);
}

/** One line for all of it; one alone says what was found. */
function inOrder(examined: Examined, terminal: Terminal): readonly Step[] {
  const met = examined.preconditions.filter(({ status }) => status === 'met');
  const [only] = met;
  if (only === undefined) return [];
  const text =
    met.length === 1
      ? whyText(only)[terminal.language]
      : DIAGNOSIS_WORDS[terminal.language].inOrder(met.map((one) => shortly(one, examined, terminal)));
  return [{ mark: '✓', text, below: [] }];
}

/** The check that shows how to put it right. */
const ONLY: Readonly<Partial<Record<Tested, string>>> = { 'reverse-dns': 'ptr', list: 'dnsbl' };

function toFix(examined: Examined, terminal: Terminal): readonly Step[] {
  const { preconditions, known } = examined;
  const words = DIAGNOSIS_WORDS[terminal.language];
  const ip = known.ip ?? '<ip>';
  return preconditions
    .filter(({ status }) => status === 'unmet')
    .map((one): Step => {
      const why = whyText(one);
      const text = why[terminal.language];
      const because = (rest: string): string => `${asSentence(why)[terminal.language]} ${rest}`;
      if (one.publish !== undefined) return { mark: '✕', text: because(words.publish), below: [one.publish] };
      const only = ONLY[kindOf(one)];
      if (only !== undefined)
        return { mark: '✕', text: because(words.howTo), below: [`npx postwatch check ${ip} --only ${only}`] };
      if (one.id !== 'spf') return { mark: '✕', text, below: [] };
      const command = `npx postwatch spf ${ip} ${known.domain ?? '<domain>'}`;
      return { mark: '✕', text: because(words.howTo), below: [command] };
    });
}

/** Without what was tested; the page or form goes with the step that is done there. */
function advice({ remedy, known, preconditions, links, verdict }: Examined, { language }: Terminal): readonly Step[] {
  const { steps } = remedyIn(language, remedy.id, known);
  const isUntested = preconditions.length === 0 || verdict === 'not tested';
  const left = steps.filter(({ isTested }) => isTested !== true || isUntested);
  const marked = left.findIndex(({ isAtPage }) => isAtPage === true);
  const atPage = marked < 0 ? left.length - 1 : marked;
  return left.map(({ text, command }: BounceStep, index) => ({
    mark: ' ',
    text,
    below: [command, index === atPage ? (links[0]?.url ?? remedy.url) : undefined].filter((one) => one !== undefined),
  }));
}

const MARK_STATUS: Readonly<Record<Mark, Status>> = { '✓': 'pass', '✕': 'fail', ' ': 'unknown' };

/** Where the text of a step begins, in columns. */
const TEXT = ' '.repeat(7);

function stepLines(
  { mark, text, below }: Step,
  number: number,
  isNext: boolean,
  terminal: Terminal,
): readonly string[] {
  const [first = '', ...rest] = wrap(text, terminal.width, TEXT);
  const strong = (line: string): string => (isNext ? paint(terminal, 'bold', line) : line);
  const head = `  ${`${number}.`.padEnd(3)}${paintStatus(terminal, MARK_STATUS[mark], mark)} `;
  return [
    `${head}${strong(first.slice(TEXT.length))}`,
    ...rest.map(strong),
    ...below.map((line) => `${TEXT}${paint(terminal, 'cyan', line)}`),
  ];
}

function untested(examined: Examined, terminal: Terminal): readonly string[] {
  const open = examined.preconditions.filter(({ status }) => status === 'unknown');
  if (open.length === 0) return [];
  const words = DIAGNOSIS_WORDS[terminal.language];
  const named = new Set(open.map((one) => words.test[kindOf(one)]));
  const [first = '', ...rest] = wrap(words.untested([...named]), terminal.width, TEXT);
  return [`     ${paintStatus(terminal, 'unknown', '?')} ${first.slice(TEXT.length)}`, ...rest];
}
