/**
 * The fields of a delivery status notification (RFC 3464 section 2): one group a recipient. Groups are separated by the
 * Final-Recipient field rather than by blank lines, since some servers leave those out or add more.
 */
import { defined } from '../model/defined.ts';
import { parseDomain } from '../model/domain.ts';
import { addressIn, type Failure, MAX_FAILURES, MAX_TEXT } from './failure.ts';

type Group = Map<string, string>;

const FIELD =
  /^\s{0,8}(original-recipient|final-recipient|action|status|remote-mta|diagnostic-code|will-retry-until|x-[a-z-]{1,60}):(.*)$/i;
const MAX_LINES = 5000;

/** Whether a text carries such fields at all, as a part of its own or pasted. */
export const hasStatusFields = (text: string): boolean =>
  /^\s{0,8}(?:final|original)-recipient:/im.test(text) && /^\s{0,8}(?:action|status):/im.test(text);

/** Failures only: what was delivered, relayed or expanded is none. */
export function failuresInFields(text: string): Failure[] {
  const reporter = reportingHost(text);
  return groups(text)
    .filter((group) => !isDelivered(group))
    .slice(0, MAX_FAILURES)
    .map((group) => failure(group, reporter));
}

function groups(text: string): Group[] {
  const all: Group[] = [];
  let group: Group = new Map();
  for (const line of unfolded(text)) {
    const [, written = '', value = ''] = FIELD.exec(line) ?? [];
    const name = written.toLowerCase();
    const isNext = name === 'final-recipient' && group.has(name);
    if (isNext || (line.trim() === '' && isComplete(group))) {
      all.push(group);
      group = new Map();
    }
    if (name !== '' && !group.has(name)) group.set(name, value.trim());
  }
  return [...all, group].filter((one) => one.has('final-recipient') || one.has('original-recipient'));
}

/** One line a field: a line that begins with white space goes on with the one before (RFC 5322 section 2.2.3). */
function unfolded(text: string): string[] {
  const lines: string[] = [];
  let isField = false;
  for (const line of text.split(/\r?\n/, MAX_LINES)) {
    const goesOn = isField && /^[ \t]/.test(line) && line.trim() !== '' && !FIELD.test(line);
    if (goesOn) lines.push(`${lines.pop() ?? ''} ${line.trim()}`.slice(0, MAX_TEXT * 2));
    else {
      lines.push(line);
      isField = FIELD.test(line);
    }
  }
  return lines;
}

const isComplete = (group: Group): boolean =>
  group.has('final-recipient') && (group.has('action') || group.has('status'));

function isDelivered(group: Group): boolean {
  const action = (group.get('action') ?? '').toLowerCase();
  return /^(?:delivered|deliverable|relayed|expanded)/.test(action) || /^\s{0,8}2\./.test(group.get('status') ?? '');
}

/** The host that wrote the report, in lower case. */
function reportingHost(text: string): string | undefined {
  const value = /^\s{0,8}reporting-mta:\s{0,8}dns\s{0,4};\s{0,8}([a-z0-9.-]{3,253})/im.exec(text)?.[1];
  const host = parseDomain((value ?? '').replace(/\.$/, ''));
  return host.ok && host.value.includes('.') ? host.value : undefined;
}

function failure(group: Group, reporter: string | undefined): Failure {
  const recipient = recipientOf(group);
  const status = group.get('status');
  const remote = group.get('remote-mta');
  const receivers = remote === undefined ? [] : hostsIn(afterType(remote));
  // A report without a Remote-MTA may be the receiver's own.
  const isOwn = receivers.length > 0 && reporter !== undefined && !receivers.includes(reporter);
  return {
    ...defined({ recipient, status, reportedBy: isOwn ? reporter : undefined, until: group.get('will-retry-until') }),
    state: /^delayed/i.test(group.get('action') ?? '') ? 'queued' : 'returned',
    reply: replyIn(group).slice(0, MAX_TEXT),
    around: '',
    receivers,
  };
}

/** `mx.example.net`, `[192.0.2.1]`, Gmail's `mx.example.net. (192.0.2.1, the server for the domain example.net.)`. */
const hostsIn = (remote: string): string[] =>
  (
    remote
      .slice(0, 1000)
      .toLowerCase()
      .match(/[a-z0-9.:-]{3,253}/g) ?? []
  )
    .map((host) => host.replace(/[.:-]{1,253}$/, ''))
    .filter((host) => /[.:]/.test(host));

/** The address that was written, rather than one that an alias or a program became (`|IFS=' '...`, `/o=ExchangeLabs/...`). */
function recipientOf(group: Group): string | undefined {
  const final = addressIn(group.get('final-recipient') ?? '');
  return final ?? addressIn(group.get('original-recipient') ?? '') ?? addressIn(group.get('x-actual-recipient') ?? '');
}

function replyIn(group: Group): string {
  const diagnostic = afterType(group.get('diagnostic-code') ?? '');
  const extra = [...group].filter(([name]) =>
    /^x-(?:display|diagnostic|notes|supplementary|postfix-reason)/.test(name),
  );
  // "5.1.1 (bad destination mailbox address)": the comment in the Status field may be all there is.
  const comment = /\((.{3,200})\)/.exec(group.get('status') ?? '')?.[1] ?? '';
  return [diagnostic, ...extra.map(([, value]) => value), comment].filter((text) => text !== '').join(' ');
}

/** `smtp; 550 ...` -> `550 ...` (RFC 3464 section 2.1.2). */
function afterType(value: string): string {
  const typed = /^\s{0,8}[a-z][a-z0-9-]{0,30}\s{0,4};/i.exec(value);
  return (typed === null ? value : value.slice(typed[0].length)).trim();
}
