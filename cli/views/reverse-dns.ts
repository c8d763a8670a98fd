/** Reverse names for a person: the steps, how it ended, what stands, and what would be sent. */
import { digLine, type Status } from '../../shared/model/finding.ts';
import { printable, wrap } from '../../shared/model/text.ts';
import type { Blocked, Reason } from '../../shared/reverse-dns/blocked.ts';
import type { PlannedCall } from '../../shared/reverse-dns/calls.ts';
import type { ReverseDnsStep } from '../../shared/reverse-dns/state.ts';
import type { JobView, NowView, StatusView } from '../../shared/reverse-dns/view.ts';
import { EXIT } from '../command.ts';
import { hanging, paint, paintStatus, type Terminal } from '../terminal.ts';

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
const STEP = 15;
const MARKS: Readonly<Record<ReverseDnsStep['outcome'], string>> = {
  done: '+',
  found: '✓',
  waiting: '…',
  refused: '✗',
};

export function stepLines({ stage, outcome, text }: ReverseDnsStep, terminal: Terminal): readonly string[] {
  const status = outcome === 'refused' ? 'fail' : outcome === 'waiting' ? 'unknown' : 'pass';
  return hanging(`  ${paintStatus(terminal, status, MARKS[outcome])} ${stage}`, text, STEP, terminal);
}

export function title({ address, hostname }: Pick<JobView, 'address' | 'hostname'>, terminal: Terminal): string {
  return paint(terminal, 'bold', `${address} -> ${hostname ?? '(no reverse name)'}`);
}

/** What stands below the steps. */
export function ending(job: JobView, isStopped: boolean, terminal: Terminal): readonly string[] {
  if (job.blocked !== null) return renderBlocked(job.blocked, terminal);
  if (isStopped)
    return wrap(
      'Not finished: the same command goes on where it stands. Nothing is lost, since EC2 and Route 53 hold what was done.',
      terminal.width,
      '',
    );
  const done = job.steps.some(({ outcome }) => outcome === 'done');
  const text = done ? 'DNS proves it, forward and back.' : 'There was nothing to do: DNS proves it already.';
  return [`${paintStatus(terminal, 'pass', 'CONFIRMED')}  ${text}`];
}

/** By exit code: where nobody answered there is no verdict. */
const HEADS: Readonly<Record<number, readonly [string, Status]>> = {
  [EXIT.warn]: ['PENDING', 'warn'],
  [EXIT.unknown]: ['UNKNOWN', 'unknown'],
};

export function renderBlocked(blocked: Blocked, terminal: Terminal): readonly string[] {
  const { reason, text, message, whatToDo, command, zoneLine, changeBatch } = blocked;
  const [head, status] = HEADS[exitOfBlocked(blocked)] ?? (['BLOCKED', 'fail'] as const);
  // In one line each, to be copied.
  const copied = (label: string, line: string | undefined): string[] =>
    line === undefined ? [] : [`  ${paint(terminal, 'cyan', label)} ${line}`];
  return [
    `${paintStatus(terminal, status, head)}  ${paint(terminal, 'bold', reason)}`,
    ...wrap(text, terminal.width, '  '),
    ...(message === undefined
      ? []
      : hanging(`  ${paint(terminal, 'cyan', 'AWS says')}`, printable(message, 1000), 11, terminal)),
    ...hanging(`  ${paint(terminal, 'cyan', 'do')}`, whatToDo, 5, terminal),
    ...copied('command', command),
    ...copied('record', zoneLine),
    ...copied('change batch', changeBatch),
  ];
}

export function renderStatus({ address, job, now }: StatusView, terminal: Terminal): readonly string[] {
  return [
    paint(terminal, 'bold', address),
    ...(now === null ? [] : renderNow(now, terminal)),
    ...(job === null ? [] : ['', `The last job: ${title(job, terminal)}, ${job.stage}`]),
    ...(job === null ? [] : job.steps.flatMap((step) => stepLines(step, terminal))),
    ...(job?.blocked ? renderBlocked(job.blocked, terminal) : []),
  ];
}

function renderNow({ allocationId, region, isManaged, ptrRecord, update, dns }: NowView, terminal: Terminal): string[] {
  const pending =
    update === null
      ? ''
      : `; asked for ${printable(update.value, 255) || 'none'}: ${printable(update.status, 40)} ${printable(update.reason)}`.trimEnd();
  const answers = dns.answers.length === 0 ? dns.rcode : dns.answers.join(', ');
  return [
    `  Elastic IP  ${allocationId} in ${region}${isManaged ? ', tagged postwatch:manage=true' : ''}`,
    `  EC2         ${ptrRecord === null ? 'no reverse name of yours' : printable(ptrRecord, 255)}${pending}`,
    `  DNS         ${answers}`,
    paint(terminal, 'dim', `              ${digLine(dns)}`),
  ];
}

/** A dry run: what would be sent, in order, in AWS's own shape. */
export function renderCalls(calls: readonly PlannedCall[], terminal: Terminal): readonly string[] {
  if (calls.length === 0) return ['There is nothing to send.'];
  return calls.flatMap(({ call, input, why }, at) => [
    `${at + 1}. ${paint(terminal, 'bold', call)}  ${why}`,
    ...JSON.stringify(input, null, 2)
      .split('\n')
      .map((line) => `   ${line}`),
  ]);
}

export const renderWarnings = (warnings: readonly string[], terminal: Terminal): readonly string[] =>
  warnings.flatMap((text) => hanging(paintStatus(terminal, 'warn', 'WARNING'), text, 9, terminal));
