/** A proposal as the remedy of a finding: what to publish or decide next, and the command that does it. */
import type { Remedy } from '../model/finding.ts';
import { count, printable } from '../model/text.ts';
import { RFC_LIMITS } from './budget.ts';
import type { Flattening, Proposal } from './remedy.ts';
import { route53Command } from './zone-line.ts';

/** `who` is the address that shall pass; null where only the record was to be made sound. */
export function proposalText(proposal: Proposal, domain: string, who: string | null): Remedy {
  switch (proposal.kind) {
    case 'edit': {
      const proved = who === null ? 'the record is sound again' : `${who} passes`;
      const text = `Publish this TXT record as the only SPF record of ${domain} (${proposal.changes.join('; ')}; evaluated: ${proved}, the whole record takes ${proposal.cost} of ${RFC_LIMITS.lookups} lookups): ${proposal.zoneLine}`;
      return proposal.changeBatch === null ? { text } : { text, command: route53Command(proposal.changeBatch) };
    }
    case 'over-limit':
      return { text: overLimit(proposal.cost, proposal.includes, domain) };
    case 'none':
      return {
        text: `No edit of the record of ${domain} alone cures this (${printable(proposal.why, 300)}): settle that first, then check again.`,
      };
  }
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
