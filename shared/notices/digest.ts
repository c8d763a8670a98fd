/**
 * Notices -> what people receive: one digest a run, with a subject to act on and at most a screen for each notice. Pure;
 * channels carry it. The machine form is the notices themselves.
 */
import { compareSeverity, digLine, type Evidence, type Remedy, type Severity } from '../model/finding.ts';
import type { Notice, Transition } from '../model/incident.ts';
import { printable, wrap } from '../model/text.ts';
import type { Texts } from './texts/texts.ts';
import type { Wording } from './wording.ts';

export type Digest = {
  /** Under 100 characters, no line breaks: what SNS accepts as a subject. */
  readonly subject: string;
  readonly text: string;
  readonly notices: readonly Notice[];
};

const MAX_SUBJECT = 99;
/** Answers shown of one piece of evidence; the machine form has all that were kept. */
const MAX_EVIDENCE = 3;

const TURNS: readonly Transition[] = ['opened', 'worsened', 'blind', 'improved', 'cleared', 'ended'];

/** What the notice is about in severity: the problem seen, or the one that went away. */
export const weight = ({ transition, finding, before }: Notice): Severity =>
  (transition === 'cleared' || transition === 'ended' ? before?.severity : finding?.severity) ?? 'info';

const order = (a: Notice, b: Notice): number =>
  TURNS.indexOf(a.transition) - TURNS.indexOf(b.transition) || compareSeverity(weight(a), weight(b));

export function digest(notices: readonly Notice[], wording: Wording): Digest {
  const { texts } = wording;
  const sorted = [...notices].sort(order);
  const [first] = sorted;
  const headline = first === undefined ? '' : headlineOf(first, texts);
  const subject = sorted.length === 1 ? headline : texts.several(countTurns(sorted), headline);
  return {
    subject: printable(`[Postwatch] ${subject}`, MAX_SUBJECT),
    text: `${sections(sorted, wording).join('\n\n')}\n`,
    notices: sorted,
  };
}

/** One block of lines a notice, in the order given; a blank line goes between. */
export const sections = (notices: readonly Notice[], { texts }: Wording): readonly string[] =>
  notices.map((notice) => section(notice, texts));

function countTurns(notices: readonly Notice[]): Partial<Record<Transition, number>> {
  const counts: Partial<Record<Transition, number>> = {};
  for (const turn of TURNS) {
    const n = notices.filter(({ transition }) => transition === turn).length;
    if (n > 0) counts[turn] = n;
  }
  return counts;
}

/** `198.51.100.1`, or `list zen`. */
const shownTarget = (target: string, texts: Texts): string =>
  target.startsWith('list:') ? texts.list(target.slice(5)) : target;

function headlineOf({ transition, target, finding, before }: Notice, texts: Texts): string {
  const id = transition === 'cleared' || transition === 'ended' ? before?.finding : finding?.id;
  const what = texts.headline[id ?? 'other'] ?? texts.headline['other'] ?? '';
  return `${texts.transition[transition]} ${shownTarget(target, texts)}: ${what}`;
}

function section(notice: Notice, texts: Texts): string {
  const { transition, target, finding, before, incident, at } = notice;
  const closing = transition === 'cleared' || transition === 'ended';
  const { label } = texts;
  const lines: [string, string][] = [];
  const say = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') lines.push([name, value]);
  };
  if (before !== null) say(label.before, before.summary);
  say(label.now, finding?.summary ?? (notice.ended === undefined ? undefined : texts.ended[notice.ended]));
  say(label.since, `${utc(before?.since ?? at)}${notice.atFirstSight === true ? ` (${texts.atFirstSight})` : ''}`);
  if (closing && before !== null) say(label.lasted, texts.duration(Date.parse(at) - Date.parse(before.since)));
  for (const evidence of finding?.evidence.slice(0, MAX_EVIDENCE) ?? []) {
    say(label.evidence, evidenceLine(evidence));
    say(label.repeat, digLine(evidence));
  }
  if (!closing) for (const [name, value] of nextActs(notice, texts)) say(name, value);
  say(label.incident, incident);
  const head = `${texts.transition[transition]}  ${texts.severity[weight(notice)]}  ${shownTarget(target, texts)}`;
  return [head, ...lines.flatMap(([name, value]) => labelled(name, value))].join('\n');
}

/** Mail is read in windows of 80 columns; commands and links stay whole, so that they can be copied. */
const WIDTH = 78;
const MARGIN = ' '.repeat(12);

function labelled(name: string, value: string): string[] {
  const [first = '', ...rest] =
    value.includes(' ') && !VERBATIM.test(value) ? wrap(value, WIDTH, MARGIN) : [MARGIN + value];
  return [`  ${name.padEnd(9)} ${first.slice(MARGIN.length)}`, ...rest];
}

const VERBATIM = /^(aws|dig|npx|postwatch|https?:) ?/;

function nextActs(notice: Notice, texts: Texts): [string, string][] {
  const { finding } = notice;
  if (finding === null) return [];
  const why = texts.why[finding.id] ?? '';
  const exchange = screening(notice, texts);
  // Nothing sends from it yet: nobody need ask a list to forgive it.
  const idle = exchange.length > 0 && notice.elasticIp?.associated === false;
  return [[texts.label.matters, why], ...exchange, ...(idle ? [] : remedyLines(finding.remedy, texts))];
}

/** An Elastic IP that comes with a critical listing is cheaper to exchange than to clean. */
function screening({ atFirstSight, finding, elasticIp }: Notice, { label, screening: say }: Texts): [string, string][] {
  const listed = finding?.id === 'dnsbl.listed' && finding.severity === 'critical';
  if (atFirstSight !== true || !listed || elasticIp?.allocationId === undefined) return [];
  const { account, region, allocationId, associated } = elasticIp;
  return [
    [label.todo, associated === false ? say.free : say.associated],
    ['', say.account(account)],
    ['', `aws ec2 release-address --region ${region} --allocation-id ${allocationId}`],
    ['', `aws ec2 allocate-address --region ${region}`],
  ];
}

function remedyLines(remedy: Remedy | null, { label }: Texts): [string, string][] {
  if (remedy === null) return [];
  const { text, command, url, checkedOn } = remedy;
  return [
    [label.todo, text],
    ['', command ?? ''],
    ['', url === undefined ? '' : `${url}${checkedOn === undefined ? '' : ` (${label.checked} ${checkedOn})`}`],
  ];
}

/** `25.113.0.203.zen.example A -> 127.0.0.2 (127.0.0.1:53, 2026-11-24 12:00:03 UTC)`. */
export function evidenceLine({ question, type, rcode, answers, resolver, at }: Evidence): string {
  const answer = answers.length === 0 ? rcode : answers.join(', ');
  return `${question} ${type} -> ${printable(answer, 200)} (${resolver === '' ? 'no server was asked' : resolver}, ${utc(at)})`;
}

export const utc = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
