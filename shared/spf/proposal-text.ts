/** A proposal as the remedy of a finding: what to publish or decide next, and the command that does it. */
import type { Remedy } from '../model/finding.ts';
import { count, printable } from '../model/text.ts';
import { RFC_LIMITS } from './budget.ts';
import { shownTerm } from './characters.ts';
import type { Edit, Flattening, Proposal } from './remedy.ts';
import type { OpenWord } from './slips.ts';
import { route53Command } from './zone-line.ts';

/** The same for every sender of the domain, because there is one record. */
export function proposalText(proposal: Proposal, domain: string): Remedy {
  switch (proposal.kind) {
    case 'edit': {
      const text = editText(proposal, domain);
      return proposal.changeBatch === null ? { text } : { text, command: route53Command(proposal.changeBatch) };
    }
    case 'unreadable':
      return { text: unreadable(proposal.words, domain) };
    case 'over-limit':
      return { text: overLimit(proposal.cost, proposal.includes, domain) };
    case 'none':
      return {
        text: `We propose no record for ${domain}, because no edit of it alone cures this: ${printable(proposal.why, 300)}. Settle that first, then check again.`,
      };
  }
}

function editText(edit: Edit, domain: string): string {
  const { changes, zoneLine, includedLine, cost, senders } = edit;
  const who =
    senders === 0
      ? 'the record is sound'
      : senders === 1
        ? 'its one known sender passes'
        : `all ${senders} known senders pass`;
  const proved = `(${printable(changes.slice(0, 12).join('; '), 900)}; evaluated: ${who}, the whole record takes ${cost} of ${RFC_LIMITS.lookups} lookups)`;
  const first = includedLine === null ? '' : `First publish this TXT record: ${includedLine} Then: `;
  const parts = [
    `${first}Publish this TXT record as the only SPF record of ${domain} ${proved}: ${zoneLine}`,
    edit.isFirst
      ? `It names only the senders that we know: add every other server and service that sends for ${domain} before you publish it.`
      : '',
    edit.left.length === 0
      ? ''
      : `It does not cure ${printable(edit.left.slice(0, 3).join(', '), 400)}: correct that name, or remove the term once you know that nobody sends by it.`,
    besides(edit),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** What becomes of the other TXT values of the name. */
function besides({ changeBatch, unseen, see, neighbours }: Edit): string {
  if (unseen !== null)
    return `We print no Route 53 command, because ${unseen}. A command replaces all TXT values of a name: see them with "${see}", and keep them.`;
  if (changeBatch === null || neighbours === 0) return '';
  return `The command replaces all TXT values of the name, so it carries along the other ${neighbours === 1 ? 'one' : neighbours} that we saw; leave it if they have changed since.`;
}

function unreadable(words: readonly OpenWord[], domain: string): string {
  const shown = words.slice(0, 4).map(({ text, guess }) => `${shownTerm(text)}: ${printable(guess, 200)}`);
  return `We propose no record for ${domain}: without the ${count(words.length, 'word')} that we cannot read, somebody whom you named could lose the right to send. ${shown.join(' ')} Correct it, then check again.`;
}

const SHOWN = 4;

function overLimit(cost: number, includes: readonly Flattening[], domain: string): string {
  const shown = includes.slice(0, SHOWN).map(flattened);
  const most = shown.length === 0 ? '' : ` What costs most: ${shown.join('; ')}.`;
  return `No edit fits: the whole SPF record of ${domain} takes ${cost} of ${RFC_LIMITS.lookups} lookups.${most} Remove the includes of services that no longer send for ${domain}, or send some of it from a subdomain with a record of its own. Writing an include out as networks ("flattening") saves its lookups, but the copy goes stale when the service changes its servers: whoever flattens must renew it by machine.`;
}

function flattened({ text, cost, networks, octets, whole }: Flattening): string {
  const parts = whole ? '' : ', and parts that cannot be written out';
  return `${printable(text, 80)} (${count(cost, 'lookup')}; written out: ${count(networks, 'network')}, ${octets} octets${parts})`;
}
