/**
 * SPF of a domain (RFC 7208): its record with all that it includes and what that costs, what is wrong with it, and whether
 * given addresses may send: `spf:example.com` or `spf:example.com:203.0.113.25,2001:db8::25`.
 */
import { spfCheck } from '../../checks/spf.ts';
import type { Address } from '../../model/address.ts';
import { parseAddress } from '../../model/address.ts';
import { defined } from '../../model/defined.ts';
import { type Finding, summaryText } from '../../model/finding.ts';
import { type Parsed, parsed, problem } from '../../model/parsed.ts';
import type { Target } from '../../model/target.ts';
import { printable } from '../../model/text.ts';
import { type Survey, surveyDomain } from '../../spf/survey.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts, type ResultRow } from '../core/command.ts';
import { dependsOnMessage, tooManyAddresses } from './words.ts';

type Argument = { readonly domain: string; readonly addresses: readonly Address[] };

const MAX_ADDRESSES = 10;

export const spfLookup = command<Argument>(
  {
    name: 'spf',
    example: 'spf:example.com:203.0.113.25',
    about: {
      en: 'the SPF record, its tree and cost, and whether addresses may send',
      ko: 'SPF 레코드의 구조와 조회 횟수, IP별 발송 허용 여부',
    },
  },
  readArgument,
  ({ domain, addresses }) => [domain, addresses.map(({ text }) => text).join(',')].filter(Boolean).join(':'),
  lookupSpf,
  ({ addresses }) => addresses,
);

/** A domain has no colon, so addresses follow after the first one, IPv6 too. */
function readArgument(text: string): Parsed<Argument> {
  const at = text.indexOf(':');
  const domain = readHostName(at < 0 ? text : text.slice(0, at));
  if (!domain.ok) return domain;
  const words = at < 0 ? [] : text.slice(at + 1).split(',');
  if (words.length > MAX_ADDRESSES) return problem(tooManyAddresses(MAX_ADDRESSES));
  const addresses: Address[] = [];
  for (const word of words) {
    const address = parseAddress(word.trim());
    if (!address.ok) return address;
    addresses.push(address.value);
  }
  return parsed({ domain: domain.value, addresses });
}

async function lookupSpf({ domain, addresses }: Argument, ports: LookupPorts): Promise<LookupOutcome> {
  const targets: readonly Target[] = [
    { kind: 'domain', domain },
    ...addresses.map((address) => ({ kind: 'address' as const, address, domains: [domain] })),
  ];
  const [survey, [own, ...senders]] = await Promise.all([
    surveyDomain(domain, ports.resolver),
    spfCheck.run(targets, ports),
  ]);
  const about = own?.findings ?? [];
  // A problem of the record itself is reported once, not for each address.
  const reported = new Set(about.map(({ id }) => id));
  const verdicts = senders.flatMap(({ findings }) =>
    findings.filter(({ id }) => id !== 'spf.record' && !reported.has(id)),
  );
  return { records: rowsOf(survey, 0), drafts: [...verdicts, ...about].map(draftOf) };
}

/** The record and below it those that it includes, each with what its evaluation costs. */
function rowsOf({ domain, texts, problem: wrong, cost, branches }: Survey, depth: number): readonly ResultRow[] {
  const own = {
    domain: `${'  '.repeat(depth)}${printable(domain, 100)}`,
    record: texts.length > 0 ? texts.map((text) => printable(text, 2000)).join(' / ') : null,
    lookups: cost,
    problem: wrong?.why ?? null,
  };
  const below = branches.flatMap(({ text, survey }) =>
    survey === null
      ? [
          {
            domain: `${'  '.repeat(depth + 1)}${printable(text, 100)}`,
            record: null,
            lookups: 1,
            problem: dependsOnMessage,
          },
        ]
      : rowsOf(survey, depth + 1),
  );
  return [own, ...below];
}

const draftOf = ({ check, target, subject, remedy, summary, translated, ...finding }: Finding): FindingDraft => ({
  ...finding,
  summary: summaryText({ summary, translated }),
  ...defined({ subject: target === subject ? undefined : printable(target, 100), remedy: remedy ?? undefined }),
});
