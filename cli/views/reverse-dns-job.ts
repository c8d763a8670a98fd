/** Reverse names for a person: the steps, how it ended, what is set now, and what would be sent. */
import { digLine, type Status } from '../../shared/model/finding.ts';
import type { Text } from '../../shared/model/language.ts';
import { columns, printable, wrap } from '../../shared/model/text.ts';
import { type Blocked, type Reason, sentencesOf } from '../../shared/reverse-dns/blocked.ts';
import type { PlannedCall } from '../../shared/reverse-dns/calls.ts';
import { keptIn, type ReverseDnsStep } from '../../shared/reverse-dns/state.ts';
import type { JobView, NowView, StatusView } from '../../shared/reverse-dns/view.ts';
import { EXIT } from '../command.ts';
import { hanging, paint, paintStatus, type Terminal } from '../terminal.ts';
import { type BlockedLabel, REVERSE_DNS_WORDS, type ReverseDnsHead } from './reverse-dns-job-words.ts';
import { sided } from './right-edge.ts';

/** Not an end but the end of patience. */
const PENDING: ReadonlySet<Reason> = new Set<Reason>(['not-applied', 'unproved', 'forward-not-answered']);
const UNREACHED: ReadonlySet<Reason> = new Set<Reason>(['aws-refused', 'dns-unanswered']);

export function exitOf({ stage, blocked }: Pick<JobView, 'stage' | 'blocked'>): number {
  if (blocked === null) return stage === 'confirmed' ? EXIT.pass : EXIT.warn;
  return exitOfBlocked(blocked);
}

export function exitOfBlocked({ reason }: Blocked): number {
  if (PENDING.has(reason)) return EXIT.warn;
  return UNREACHED.has(reason) ? EXIT.unknown : EXIT.fail;
}

/** Where the text of a step begins, in columns. */
const STEP = 16;
const MARKS: Readonly<Record<ReverseDnsStep['outcome'], string>> = {
  done: '✓',
  found: '✓',
  waiting: '…',
  refused: '✕',
};
const MARK_STATUS: Readonly<Record<ReverseDnsStep['outcome'], Status>> = {
  done: 'pass',
  found: 'pass',
  waiting: 'unknown',
  refused: 'fail',
};

export function stepLines({ stage, outcome, text, translated }: ReverseDnsStep, terminal: Terminal): readonly string[] {
  const label = REVERSE_DNS_WORDS[terminal.language].stage[stage];
  const head = `  ${paintStatus(terminal, MARK_STATUS[outcome], MARKS[outcome])} ${label}`;
  return hanging(head, keptIn(terminal.language, text, translated), STEP, terminal);
}

export function title({ address, hostname }: Pick<JobView, 'address' | 'hostname'>, terminal: Terminal): string {
  return paint(terminal, 'bold', `${address} → ${hostname ?? REVERSE_DNS_WORDS[terminal.language].none}`);
}

/** What is below the steps. */
export function ending(job: JobView, isStopped: boolean, terminal: Terminal): readonly string[] {
  const words = REVERSE_DNS_WORDS[terminal.language];
  const line = (text: string): readonly string[] => wrap(text, terminal.width, '');
  if (job.blocked !== null) return ['', ...renderBlocked(job.blocked, terminal)];
  if (isStopped) return ['', ...line(words.stopped)];
  const { address, hostname } = job;
  const done = hostname === null ? words.reset(address) : words.confirmed(address, hostname);
  const hasChanged = job.steps.some(({ outcome }) => outcome === 'done');
  return ['', ...line(paintStatus(terminal, 'pass', done)), ...(hasChanged ? [] : line(words.already))];
}

/** By exit code: without an answer the result is unknown. */
const HEADS: Readonly<Record<number, readonly [ReverseDnsHead, Status]>> = {
  [EXIT.warn]: ['pending', 'warn'],
  [EXIT.unknown]: ['unknown', 'unknown'],
};

const SENTENCE_END = /(?<=[.]) (?=[\p{Lu}가-힣])/u;

export function renderBlocked(blocked: Blocked, terminal: Terminal): readonly string[] {
  const { reason, message, command, zoneLine, changeBatch } = blocked;
  const words = REVERSE_DNS_WORDS[terminal.language];
  const { text, whatToDo } = sentencesOf(blocked, terminal.language);
  const [head, status] = HEADS[exitOfBlocked(blocked)] ?? (['stopped', 'fail'] as const);
  const label = (name: BlockedLabel): string => paint(terminal, 'cyan', words.labels[name]);
  const indent = 4 + Math.max(columns(words.labels.message), columns(words.labels.todo));
  // In one line each, to be copied.
  const copied = (name: BlockedLabel, line: string | undefined): string[] =>
    line === undefined ? [] : [`  ${label(name)}`, `    ${line}`];
  const shown = { text: paintStatus(terminal, status, words.head[head]), word: reason, indent: '' };
  return [
    ...sided(shown, terminal, (word) => paint(terminal, 'dim', word)),
    ...wrap(text, terminal.width, '  '),
    ...(message === undefined ? [] : hanging(`  ${label('message')}`, printable(message, 1000), indent, terminal)),
    // A sentence a line: each is a case of its own, or the next thing to do.
    ...whatToDo
      .split(SENTENCE_END)
      .flatMap((one, at) => hanging(at === 0 ? `  ${label('todo')}` : '', one, indent, terminal)),
    ...copied('command', command),
    ...copied('record', zoneLine),
    ...copied('batch', changeBatch),
  ];
}

export function renderStatus({ address, job, now }: StatusView, terminal: Terminal): readonly string[] {
  const words = REVERSE_DNS_WORDS[terminal.language];
  return [
    paint(terminal, 'bold', address),
    ...(now === null ? [] : renderNow(now, terminal)),
    ...(job === null ? [] : ['', `${words.lastJob}: ${title(job, terminal)} (${job.stage})`]),
    ...(job?.steps ?? []).filter(({ outcome }) => outcome !== 'refused').flatMap((step) => stepLines(step, terminal)),
    ...(job?.blocked ? renderBlocked(job.blocked, terminal) : []),
  ];
}

function renderNow({ allocationId, region, isManaged, ptrRecord, update, dns }: NowView, terminal: Terminal): string[] {
  const words = REVERSE_DNS_WORDS[terminal.language];
  const wanted = update === null ? '' : printable(update.value, 255) || words.none;
  const pending =
    update === null ? [] : [words.requested(wanted, printable(update.status, 40), printable(update.reason))];
  const row = (label: string, text: string): readonly string[] => hanging(`  ${label}`, text, 14, terminal);
  return [
    ...row('Elastic IP', words.elasticIp(allocationId, region, isManaged)),
    ...row('EC2', [ptrRecord === null ? words.noName : printable(ptrRecord, 255), ...pending].join('; ')),
    ...row('DNS', dns.answers.length > 0 ? dns.answers.join(', ') : words.inDns(dns.rcode, isAnswered(dns))),
    paint(terminal, 'dim', `              ${digLine(dns)}`),
  ];
}

/** An absence is an answer too. */
export const isAnswered = ({ rcode, answers }: NowView['dns']): boolean =>
  answers.length > 0 || rcode === 'NOERROR' || rcode === 'NXDOMAIN';

/** A dry run: what would be sent, in order, in AWS's own shape. */
export function renderCalls(calls: readonly PlannedCall[], terminal: Terminal): readonly string[] {
  if (calls.length === 0) return [REVERSE_DNS_WORDS[terminal.language].nothingToSend];
  return calls.flatMap(({ call, input, why }, at) => [
    ...hanging(`${at + 1}. ${paint(terminal, 'bold', call)}`, why[terminal.language], columns(call) + 5, terminal),
    ...JSON.stringify(input, null, 2)
      .split('\n')
      .map((line) => `   ${line}`),
  ]);
}

export function renderWarnings(warnings: readonly Text[], terminal: Terminal): readonly string[] {
  const { warning } = REVERSE_DNS_WORDS[terminal.language];
  const head = paintStatus(terminal, 'warn', warning);
  return warnings.flatMap((text) => hanging(head, text[terminal.language], columns(warning) + 2, terminal));
}
