/** A proposal as the remedy of a finding: what to publish or decide next, and the command that does it. */
import { defined } from '../model/defined.ts';
import { eachText, joinedTexts, type Text } from '../model/language.ts';
import type { Remedy } from '../model/remedy.ts';
import { printable } from '../model/text.ts';
import { RFC_LIMITS } from './budget.ts';
import { shownTerm } from './characters.ts';
import type { Edit, Proposal } from './remedy.ts';
import { route53Command } from './zone-line.ts';

const SHOWN = 4;

const bounded = (text: Text, most: number): Text => eachText(text, (one) => printable(one, most));

/** The same for every sender of the domain, because there is one record. */
export function remedyOfProposal(proposal: Proposal, domain: string): Remedy {
  switch (proposal.kind) {
    case 'edit':
      return ofEdit(proposal, domain);
    case 'unreadable': {
      const shown = proposal.words.slice(0, SHOWN);
      const words = shown.map(({ text, guess }) => ({
        text: shownTerm(text),
        guess: guess === null ? null : bounded(guess, 200),
      }));
      return { id: 'spf.unreadable', with: { domain, count: proposal.words.length, words } };
    }
    case 'over-limit': {
      const { cost, includes } = proposal;
      const shown = includes.slice(0, SHOWN);
      return { id: 'spf.over-limit', with: { domain, cost, limit: RFC_LIMITS.lookups, includes: shown } };
    }
    case 'none':
      return { id: 'spf.no-proposal', with: { domain, why: bounded(proposal.why, 400) } };
  }
}

function ofEdit(edit: Edit, domain: string): Remedy {
  const { changes, zoneLine, includedLine, changeBatch, unseen, left, senders, cost, isFirst, see, neighbours } = edit;
  return {
    id: 'spf.publish',
    with: {
      domain,
      line: zoneLine,
      changes: bounded(joinedTexts(changes.slice(0, 12), ', '), 900),
      senders,
      cost,
      limit: RFC_LIMITS.lookups,
      isFirst,
      see,
      neighbours,
      ...defined({
        includedLine: includedLine ?? undefined,
        left: left.length === 0 ? undefined : bounded(joinedTexts(left.slice(0, 3), ' '), 600),
        unseen: unseen ?? undefined,
        command: changeBatch === null ? undefined : route53Command(changeBatch),
      }),
    },
  };
}
