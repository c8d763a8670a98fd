/**
 * The fields of a delivery status notification (RFC 3464 section 2): one group a recipient. Groups are told apart by the
 * Final-Recipient field rather than by blank lines, since some servers leave those out or add more.
 */
import { addressIn, type Failure, MAX_FAILURES, MAX_TEXT } from './failure.ts';

type Group = Map<string, string>;

const FIELD =
  /^\s{0,8}(original-recipient|final-recipient|action|status|remote-mta|diagnostic-code|x-[a-z-]{1,60}):(.*)$/i;
const MAX_LINES = 5000;

/** Whether a text carries such fields at all, as a part of its own or pasted. */
export const hasStatusFields = (text: string): boolean =>
  /^\s{0,8}(?:final|original)-recipient:/im.test(text) && /^\s{0,8}(?:action|status):/im.test(text);

/** Failures only: what was delivered, relayed or expanded is none. */
export function failuresInFields(text: string): Failure[] {
  return groups(text)
    .filter((group) => !isDelivered(group))
    .slice(0, MAX_FAILURES)
    .map(failure);
}

function groups(text: string): Group[] {
  const all: Group[] = [];
  let group: Group = new Map();
  let last: string | undefined;
  const close = (): void => {
    if (group.has('final-recipient') || group.has('original-recipient')) all.push(group);
    group = new Map();
  };
  for (const line of text.split(/\r?\n/, MAX_LINES)) {
    const field = FIELD.exec(line);
    if (field === null) {
      // A folded line belongs to the field before it; a blank one ends the group, if it has begun.
      const folded = /^[ \t]/.test(line) && line.trim() !== '' && last !== undefined;
      if (folded && last !== undefined) group.set(last, `${group.get(last) ?? ''} ${line.trim()}`);
      else if (line.trim() === '' && isComplete(group)) close();
      if (!folded) last = undefined;
      continue;
    }
    const name = (field[1] ?? '').toLowerCase();
    if (name === 'final-recipient' && group.has(name)) close();
    if (!group.has(name)) group.set(name, (field[2] ?? '').trim());
    last = name;
  }
  close();
  return all;
}

const isComplete = (group: Group): boolean =>
  group.has('final-recipient') && (group.has('action') || group.has('status'));

function isDelivered(group: Group): boolean {
  const action = (group.get('action') ?? '').toLowerCase();
  return /^(?:delivered|deliverable|relayed|expanded)/.test(action) || /^\s{0,8}2\./.test(group.get('status') ?? '');
}

function failure(group: Group): Failure {
  const recipient = recipientOf(group);
  const status = group.get('status');
  const remote = group.get('remote-mta');
  return {
    ...(recipient === undefined ? {} : { recipient }),
    ...(status === undefined ? {} : { status }),
    said: saidIn(group).slice(0, MAX_TEXT),
    around: '',
    receivers: remote === undefined ? [] : [afterType(remote).toLowerCase()],
  };
}

/** The address that was written, rather than one that an alias or a program became (`|IFS=' '...`, `/o=ExchangeLabs/...`). */
function recipientOf(group: Group): string | undefined {
  const final = addressIn(group.get('final-recipient') ?? '');
  return final ?? addressIn(group.get('original-recipient') ?? '') ?? addressIn(group.get('x-actual-recipient') ?? '');
}

function saidIn(group: Group): string {
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
