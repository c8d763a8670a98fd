/**
 * Diagnoses for a person at three in the morning: what happened and whose side it is on, what is true now, the deciding words,
 * and what to do next. Everything else waits for `--verbose`.
 */
import { causeText } from '../../shared/bounce/cause-texts.ts';
import { replyCodeMeaning } from '../../shared/bounce/code-meanings.ts';
import { decidingWords } from '../../shared/bounce/deciding.ts';
import type { Diagnosis, Live, Unmatched } from '../../shared/bounce/diagnosis.ts';
import { FLUSH_COMMANDS } from '../../shared/bounce/mta.ts';
import type { OtherKind } from '../../shared/bounce/other-kinds.ts';
import { remarkOn } from '../../shared/bounce/remark.ts';
import type { LogGroup } from '../../shared/bounce/whole-log/groups.ts';
import type { Examined } from '../../shared/diagnose/examine.ts';
import { isHeld } from '../../shared/diagnose/next-step.ts';
import { whyText } from '../../shared/diagnose/why.ts';
import type { Status } from '../../shared/model/finding.ts';
import { printable, wrap } from '../../shared/model/text.ts';
import { paint, paintStatus, type Terminal } from '../terminal.ts';
import { detailLines } from './diagnosis-details.ts';
import { type DiagnosisGroup, type FileDiagnoses, groupedDiagnoses } from './diagnosis-groups.ts';
import { diagnosisSteps, preconditionOf } from './diagnosis-steps.ts';
import { verdictLines } from './diagnosis-verdict.ts';
import { DIAGNOSIS_WORDS, type ShownState } from './diagnosis-words.ts';
import {
  groupFacts,
  groupHead,
  groupLines,
  logSummary,
  MOST_BLOCKS,
  type ShownLog,
  withOwnSteps,
} from './log-groups.ts';
import { sided } from './right-edge.ts';

export type ShownResult = FileDiagnoses & {
  readonly unmatched: readonly Unmatched[];
  /** What it is instead of a bounce, where nothing was diagnosed. */
  readonly other?: OtherKind;
  /** Of a log: all of it, in groups. */
  readonly log?: ShownLog;
  /** False: the reason was printed as an error. */
  readonly isRead: boolean;
};

export type DiagnosisScreen = {
  readonly isVerbose: boolean;
  /** Print the prepared requests too. */
  readonly withRequest: boolean;
  /** No resolver could be trusted, which was said before. */
  readonly isBlind: boolean;
  /** The command line that prints the request of a diagnosis from this file. */
  readonly requestCommand: (file: string | null) => string;
};

const STDIN: Readonly<Record<Terminal['language'], string>> = { en: 'standard input', ko: '표준 입력' };

export const nameOf = (file: string | null, language: Terminal['language'] = 'en'): string =>
  file === null ? STDIN[language] : printable(file, 200);

export function renderDiagnoses(
  results: readonly ShownResult[],
  terminal: Terminal,
  screen: DiagnosisScreen,
): readonly string[] {
  const several = results.length > 1;
  const isGrouped = ({ log }: ShownResult): boolean => log !== undefined && log.report.refusals > 1;
  const logs = results.flatMap((one) => (one.log !== undefined && isGrouped(one) ? [{ ...one, log: one.log }] : []));
  const blocks = [
    ...logs.flatMap(({ file, log }) => logBlocks(file, log, several, terminal, screen)),
    ...groupedDiagnoses(results.filter((one) => !isGrouped(one))).map((group) =>
      block(group, several, terminal, screen),
    ),
  ];
  const unmatched = results.flatMap((result) => result.unmatched);
  const empty = results.filter((one) => one.isRead && one.diagnoses.length + one.unmatched.length === 0);
  const words = DIAGNOSIS_WORDS[terminal.language];
  const nothing = (other: OtherKind | undefined): string => (other === undefined ? words.nothing : words.other[other]);
  return [
    ...blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])),
    ...(blocks.length > 0 && unmatched.length > 0 ? [''] : []),
    ...renderUnmatched(unmatched, terminal, screen),
    ...empty.flatMap(({ file, other }) =>
      wrap(several ? `${nameOf(file, terminal.language)}: ${nothing(other)}` : nothing(other), terminal.width, ''),
    ),
  ];
}

/** `log`: where it is a group of a log, which says when and how often. */
type BlockOf = DiagnosisGroup & { readonly log?: LogGroup };

function logBlocks(
  file: string | null,
  log: ShownLog,
  hasFiles: boolean,
  terminal: Terminal,
  screen: DiagnosisScreen,
): readonly (readonly string[])[] {
  const distinct = screen.isVerbose ? log.groups : withOwnSteps(log.groups).slice(0, MOST_BLOCKS);
  const blocks = distinct.map(({ group, examined }) => {
    const { recipients, count: size } = group;
    return block({ shown: examined, recipients, files: [file], size, log: group }, hasFiles, terminal, screen);
  });
  const withBlock = new Set(distinct.map(({ group }) => group));
  const left = log.report.groups.filter((group) => !withBlock.has(group));
  const rest = groupLines(left, terminal);
  return [logSummary(log, terminal).slice(0, -1), ...blocks, ...(rest.length === 0 ? [] : [rest])];
}

function block(group: BlockOf, hasFiles: boolean, terminal: Terminal, screen: DiagnosisScreen): readonly string[] {
  const { shown } = group;
  const words = DIAGNOSIS_WORDS[terminal.language];
  const line = (text: string): readonly string[] => wrap(text, terminal.width, '  ');
  const remark = remarkOn(shown.rule)?.[terminal.language];
  const quoted = printable(decidingWords(shown, 2 * terminal.width - 4), screen.isVerbose ? 500 : 2 * terminal.width);
  return [
    ...head(group, terminal),
    ...verdictLines(shown, screen.isBlind, terminal),
    ...(group.log === undefined
      ? some(group.recipients, words.more, screen).flatMap(line)
      : groupFacts(group.log, terminal, screen.isVerbose)),
    ...(hasFiles ? line(`${words.files}: ${some(names(group, terminal), words.more, screen, 1).join('')}`) : []),
    ...(shown.attachment === undefined ? [] : line(words.attachment(shown.attachment))),
    // What every fact would say is above all diagnoses, once.
    ...(screen.isBlind ? [] : factLines(shown, terminal)),
    ...line(paint(terminal, 'dim', quoted)),
    ...(remark === undefined ? [] : line(remark)),
    ...line(retryWords(shown, terminal)),
    ...(isFixed(shown) ? flushLines(shown, terminal) : []),
    ...(isFixed(shown) && !screen.isVerbose ? [] : ['', ...diagnosisSteps(shown, terminal)]),
    ...requestLines(group, terminal, screen),
    ...(screen.isVerbose ? ['', ...detailLines(shown, terminal)] : []),
    '',
    ...ending(shown, terminal).flatMap((text) => line(paint(terminal, 'dim', text))),
    ...(screen.isVerbose ? [] : line(paint(terminal, 'dim', words.moreWith))),
  ];
}

const names = ({ files }: DiagnosisGroup, { language }: Terminal): readonly string[] =>
  files.map((file) => nameOf(file, language));

const MOST_SHOWN = 4;

/** As one line: the first few, and how many more there are; nothing where there are fewer than `least`. */
function some(
  names: readonly string[],
  more: (n: number) => string,
  { isVerbose }: DiagnosisScreen,
  least = 2,
): readonly string[] {
  if (names.length < least) return [];
  const shown = isVerbose ? names : names.slice(0, MOST_SHOWN);
  const left = names.length - shown.length;
  return [`${shown.join(', ')}${left === 0 ? '' : ` ${more(left)}`}`];
}

function head({ shown, recipients, size, log }: BlockOf, terminal: Terminal): readonly string[] {
  const words = DIAGNOSIS_WORDS[terminal.language];
  const [only] = recipients;
  const domains = [...new Set(recipients.map((one) => one.slice(one.lastIndexOf('@') + 1)))];
  const many = words.recipients(Math.max(recipients.length, 1), domains.length === 1 ? domains[0] : undefined);
  const one = recipients.length === 0 ? words.message : (only ?? words.message);
  const times = recipients.length < 2 && size > 1 ? ` x ${size}` : '';
  const who = log === undefined ? (recipients.length > 1 ? many : `${one}${times}`) : groupHead(log, terminal);
  const what = `${words.state[stateOf(shown)]}: ${causeText(shown)[terminal.language]}`;
  const text = `${paint(terminal, 'bold', who)}   ${paint(terminal, 'yellow', what)}`;
  const about = {
    text,
    word: words.side[shown.direction === 'inbound' ? 'own-server' : shown.side],
    indent: '  ',
    isHanging: true,
  };
  return sided(about, terminal, (side) => paint(terminal, 'cyan', side));
}

function stateOf({ smtpCode, retry, direction, state }: Diagnosis): ShownState {
  if (direction === 'inbound') return 'own-refusal';
  if (state === 'queued' || state === 'delivered-late') return state;
  if (smtpCode !== undefined) return smtpCode < 500 ? 'deferred' : 'refused';
  return retry === 'wait' ? 'deferred' : 'undelivered';
}

const VERDICT_STATUS: Readonly<Record<Live['verdict'], Status>> = {
  'confirmed now': 'fail',
  'no longer true': 'pass',
  'cannot be checked from here': 'unknown',
};

/** What is known of the cause now. What a tested precondition says as well is among the steps. */
function factLines(examined: Examined, terminal: Terminal): readonly string[] {
  const words = DIAGNOSIS_WORDS[terminal.language];
  const { live } = examined;
  const untested = live.filter((one) => preconditionOf(one, examined) === undefined);
  const decided = untested.filter(({ verdict }) => verdict !== 'cannot be checked from here');
  // Nothing is confirmed and nothing is to be put right: then it is worth a line why.
  const isOpen = live.every(({ verdict }) => verdict === 'cannot be checked from here');
  const shown = decided.length > 0 || !isOpen ? decided : untested.slice(0, 1);
  const named = { 'confirmed now': words.confirmed, 'no longer true': words.fixed } as const;
  return shown.flatMap((one) => {
    const verdict = one.verdict === 'cannot be checked from here' ? words.unseen : named[one.verdict];
    const paintWord = (word: string): string => paintStatus(terminal, VERDICT_STATUS[one.verdict], word);
    return sided({ text: whyText(one)[terminal.language], word: verdict, indent: '  ' }, terminal, paintWord);
  });
}

/** What the refusal named is in order today, and nothing else that was looked at confirms it. */
const isFixed = ({ verdict }: Examined): boolean => verdict === 'fixed since';

/** The command that empties the queue now, where it is known whose queue it is. */
function flushLines(shown: Examined, terminal: Terminal): readonly string[] {
  if (!isHeld(shown) || shown.mta === undefined) return [];
  return ['', `       ${paint(terminal, 'cyan', FLUSH_COMMANDS[shown.mta])}`];
}

function retryWords(examined: Examined, { language }: Terminal): string {
  const words = DIAGNOSIS_WORDS[language];
  const { retry, retryAfterMinutes, side, state, until, direction, smtpCode } = examined;
  if (direction === 'inbound') return words.ownRefusal;
  if (state === 'delivered-late') return words.cameThrough;
  if (isFixed(examined)) return isHeld(examined) ? words.flushNow : words.resendNow;
  if (retry === 'never') return words.never;
  if (retry === 'wait') {
    const isBack = state === 'returned' || state === 'refused' || (state === 'unknown' && (smtpCode ?? 400) >= 500);
    return isBack ? words.resendLater(retryAfterMinutes) : words.queueRetries(retryAfterMinutes);
  }
  if (side === 'receiver') return words.onlyReceiver;
  return state === 'queued' ? words.queueHolds(until) : words.doNotResend;
}

function requestLines(
  { shown, files }: DiagnosisGroup,
  terminal: Terminal,
  { withRequest, requestCommand }: DiagnosisScreen,
): readonly string[] {
  const { request } = shown;
  const words = DIAGNOSIS_WORDS[terminal.language];
  if (request === undefined) {
    const isUnmet = shown.preconditions.some(({ status }) => status === 'unmet');
    return withRequest ? wrap(words.noRequest(isUnmet), terminal.width, '  ') : [];
  }
  const to = whyText({ why: request.to, translated: request.translated })[terminal.language];
  if (!withRequest)
    return [
      ...wrap(words.requestReady(to), terminal.width, '       '),
      `       ${paint(terminal, 'cyan', requestCommand(files[0] ?? null))}`,
    ];
  const heads = [request.url, `${words.subject}: ${request.subject}`].filter((one) => one !== undefined);
  return [
    '',
    ...wrap(words.requestFor(to), terminal.width, '  '),
    ...heads.map((text) => `    ${text}`),
    '',
    ...request.text
      .trimEnd()
      .split('\n')
      .map((text) => `    ${text}`.trimEnd()),
  ];
}

function ending({ remedy }: Examined, { language }: Terminal): readonly string[] {
  const words = DIAGNOSIS_WORDS[language];
  const parts = [words.usually(remedy.typicalHours), words.checkedOn(remedy.checkedOn)];
  return [parts.filter((text) => text !== '').join(' ')];
}

const MOST_UNMATCHED = 10;

function renderUnmatched(
  unmatched: readonly Unmatched[],
  terminal: Terminal,
  { isVerbose }: DiagnosisScreen,
): readonly string[] {
  if (unmatched.length === 0) return [];
  const words = DIAGNOSIS_WORDS[terminal.language];
  const texts = [...new Set(unmatched.map(({ text }) => text))];
  const shown = isVerbose ? texts : texts.slice(0, MOST_UNMATCHED);
  const left = texts.length - shown.length;
  return [
    ...wrap(words.unmatched(unmatched.length), terminal.width, ''),
    ...shown.flatMap((text) => [
      ...wrap(paint(terminal, 'dim', text), terminal.width, '  '),
      ...meaningOf(text, unmatched, terminal),
    ]),
    ...(left === 0 ? [] : [`  ${words.more(left)}`]),
    ...wrap(words.askPostmaster, terminal.width, ''),
  ];
}

/** What the code of such a reply means by its standard. */
function meaningOf(shown: string, unmatched: readonly Unmatched[], { language, width }: Terminal): readonly string[] {
  const one = unmatched.find(({ text }) => text === shown);
  const meaning = replyCodeMeaning(one?.smtpCode, one?.enhancedCode);
  return meaning === undefined
    ? []
    : wrap(`${one?.smtpCode ?? one?.enhancedCode}: ${meaning[language]}`, width, '    ');
}
