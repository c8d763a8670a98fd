/** The reverse names of an address, and whether they resolve back: the product's own check. */

import type { Address } from '../../model/address.ts';
import { defined } from '../../model/defined.ts';
import { summaryText } from '../../model/finding.ts';
import { printable } from '../../model/text.ts';
import { judgeReverse } from '../../ptr/judge-reverse.ts';
import { lookupReverse } from '../../ptr/lookup.ts';
import { readAddress } from '../core/argument.ts';
import { command, type LookupOutcome, type LookupPorts } from '../core/command.ts';

export const ptr = command(
  {
    name: 'ptr',
    example: 'ptr:203.0.113.25',
    about: {
      en: 'reverse names of an address, and whether they resolve back',
      ko: 'IP의 역방향 DNS(PTR)와 정방향 조회 일치 여부',
    },
  },
  readAddress,
  ({ text }) => text,
  lookupPtrOf,
  (address) => [address],
);

async function lookupPtrOf(address: Address, { resolver }: LookupPorts): Promise<LookupOutcome> {
  const seen = await lookupReverse(address, undefined, resolver);
  const ttl = seen.ptr.kind === 'failed' ? null : seen.ptr.ttl;
  const leads = new Map(seen.looked.map((one) => [one.name, one.leads]));
  return {
    records: seen.names.map((name) => ({
      name: address.text,
      type: 'PTR',
      value: printable(name),
      ttl,
      leads: leads.get(name) ?? 'not asked',
    })),
    drafts: judgeReverse({ kind: 'address', address, domains: [] }, seen).map(
      ({ check, target, remedy, summary, translated, ...finding }) => ({
        ...finding,
        summary: summaryText({ summary, translated }),
        ...defined({ remedy: remedy ?? undefined }),
      }),
    ),
  };
}
