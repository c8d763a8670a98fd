/** The public key behind a DKIM signature (RFC 6376 section 3.6.1, Ed25519: RFC 8463): there, sound, and long enough. */

import { evidenceOf } from '../../dns/answer.ts';
import { hasPublicSuffix } from '../../model/organisation.ts';
import { type Parsed, parsed, problem } from '../../model/parsed.ts';
import { sentences } from '../../model/sentence.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { makeDraft, unaskedDraft } from '../core/draft.ts';
import { dotAdvice } from '../core/final-dot.ts';
import { absence } from '../core/words.ts';
import { isNonexistent, type PublishedRecords, published } from '../published/find-records.ts';
import { judgeNearMisses, mangled, seekMisplaced } from '../published/near-miss.ts';
import { DKIM_ELSEWHERE, DKIM_KEY } from '../published/record-kind.ts';
import { parseTags, tagRows } from '../published/tags.ts';
import { noneAmongTexts } from '../published/words.ts';
import { judgeKeyRecord, privateKey } from './judge-key.ts';
import { isPrivatePem } from './key.ts';
import { judgePieces } from './pieces.ts';
import { domainGone, notASelector, PAIR_NEEDED, severalKeys } from './words.ts';

type Argument = { readonly selector: string; readonly domain: string };

/** One is what there should be; a hostile zone can have thousands. */
const MAX_KEYS = 10;
const LABEL = '._domainkey';

export const dkim = command<Argument>(
  {
    name: 'dkim',
    example: 'dkim:selector1:example.com',
    about: { en: 'the public key of a DKIM selector', ko: 'DKIM 선택자(selector)의 공개 키' },
  },
  readArgument,
  ({ selector, domain }) => `${selector}:${domain}`,
  lookupDkim,
);

/** `selector:domain`, the other way round, or the whole name as providers show it. */
function readArgument(text: string): Parsed<Argument> {
  const bare = text.endsWith('.') ? text.slice(0, -1) : text;
  const at = bare.indexOf(':');
  if (at < 0) {
    const middle = bare.toLowerCase().indexOf(`${LABEL}.`);
    return middle < 1 ? problem(PAIR_NEEDED) : readPair(bare.slice(0, middle), bare.slice(middle + LABEL.length + 1));
  }
  const [first, second] = [withoutLabel(bare.slice(0, at)), withoutLabel(bare.slice(at + 1))];
  return isTurned(first, second) ? readPair(second, first) : readPair(first, second);
}

const withoutLabel = (text: string): string =>
  text.toLowerCase().endsWith(LABEL) ? text.slice(0, -LABEL.length) : text;

/** Whether the domain is first: what comes second is none, or one under no suffix while the first is under one. */
function isTurned(first: string, second: string): boolean {
  const [one, two] = [readHostName(first), readHostName(second)];
  if (!one.ok) return false;
  return !two.ok || (hasPublicSuffix(one.value) && !hasPublicSuffix(two.value));
}

function readPair(selector: string, text: string): Parsed<Argument> {
  const domain = readHostName(text);
  if (!domain.ok) return domain;
  const name = readHostName(`${selector}${LABEL}.${domain.value}`);
  return name.ok && selector !== ''
    ? parsed({ selector: name.value.slice(0, -`${LABEL}.${domain.value}`.length), domain: domain.value })
    : problem(notASelector(printable(selector, 60)));
}

async function lookupDkim(argument: Argument, { resolver }: LookupPorts): Promise<LookupOutcome> {
  const { selector, domain } = argument;
  const name = `${selector}${LABEL}.${domain}`;
  const found = await published(name, DKIM_KEY, resolver);
  const { answer, texts, damaged, evidence } = found;
  if (answer.kind === 'failed') return { records: [], drafts: [unaskedDraft('dkim.unknown', answer)] };
  const records = answer.kind === 'records' ? answer.records : [];
  if (records.some(({ text }) => isPrivatePem(text))) return { records: [], drafts: [privateKey(evidence)] };
  if (texts.length === 0) return { records: [], drafts: await whyNone(name, argument, found, { resolver }) };
  const kept = texts.slice(0, MAX_KEYS);
  const rows = kept.flatMap((text) => tagRows(name, parseTags(text)));
  const pieces = judgePieces(name, records, evidence);
  if (pieces !== null) return { records: rows, drafts: [pieces] };
  const several = severalKeys(printable(name, 150), texts.length);
  return {
    records: rows,
    drafts: [
      ...(texts.length > 1
        ? [makeDraft('dkim.several', 'fail', several, evidence, { id: 'dkim.keep-one', with: {} })]
        : []),
      ...damaged.slice(0, MAX_KEYS).map((one) => mangled('dkim', name, DKIM_KEY, one, evidence)),
      ...kept.flatMap((text) => judgeText(text, found)),
    ],
  };
}

/** Of a mangled record what else is wrong with it, since the slips are said and no verifier can use it. */
function judgeText(text: string, { damaged, evidence }: PublishedRecords): readonly FindingDraft[] {
  const slip = damaged.find(({ raw }) => raw === text);
  if (slip === undefined) return judgeKeyRecord(text, evidence);
  return judgeKeyRecord(slip.text, evidence).filter(({ status }) => status !== 'pass');
}

async function whyNone(
  name: string,
  { domain }: Argument,
  found: PublishedRecords,
  { resolver }: Pick<LookupPorts, 'resolver'>,
): Promise<readonly FindingDraft[]> {
  const { answer, evidence } = found;
  const near = judgeNearMisses('dkim', name, DKIM_KEY, found);
  if (near.length > 0) return near;
  const { drafts, domainIs } = await seekMisplaced({ command: 'dkim', name, domain, kind: DKIM_ELSEWHERE }, resolver);
  if (drafts.length > 0) return drafts;
  const why = answer.kind === 'absent' ? absence(answer) : noneAmongTexts(DKIM_KEY.noun, printable(name, 150));
  if (isNonexistent(domainIs)) {
    const summary = sentences(why, domainGone(printable(domain, 100)));
    const remedy = { id: 'record.check-domain', with: {} } as const;
    return [makeDraft('dkim.missing', 'fail', summary, [...evidence, evidenceOf(domainIs)], remedy)];
  }
  const target = answer.kind === 'absent' && answer.reason === 'nxdomain' ? answer.chain.at(-1) : undefined;
  const dot = target === undefined ? null : dotAdvice(target, { owner: name, type: 'CNAME', isAbsent: true });
  return dot === null
    ? [makeDraft('dkim.missing', 'fail', why, evidence, { id: 'dkim.publish', with: {} })]
    : [makeDraft('dkim.missing', 'fail', sentences(why, dot.why), evidence, dot.remedy)];
}
