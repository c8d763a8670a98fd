/** The tags of a DKIM key record (RFC 6376 section 3.6.1) as findings: what a verifier would refuse the key for. */

import type { Evidence } from '../../model/finding.ts';
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { FindingDraft } from '../core/command.ts';
import { makeDraft } from '../core/draft.ts';
import type { OwnIdOf } from '../core/findings.ts';
import { parseTags } from '../published/tags.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import { type KeyRead, type KeyType, readKey } from './key.ts';
import {
  ARMORED_KEY,
  brokenKey,
  ED25519_SOUND,
  KEY_IN_TEST,
  noSha256,
  notForMail,
  otherKeyType,
  PRIVATE_KEY,
  REVOKED,
  rsaSound,
  shortKey,
  tagInCapitals,
  unknownKeyType,
  VERSION_NOT_FIRST,
  WRAPPED_KEY,
  weakKey,
  wrongVersion,
} from './words.ts';

type Make = (id: OwnIdOf<'dkim'>, status: FindingDraft['status'], summary: Text, remedy: LookupRemedy) => FindingDraft;

export function judgeKeyRecord(text: string, evidence: readonly Evidence[]): readonly FindingDraft[] {
  const { tags, problem } = parseTags(text);
  const draft: Make = (id, status, summary, remedy) => makeDraft(`dkim.${id}`, status, summary, evidence, remedy);
  const drafts: FindingDraft[] = [];
  if (problem !== null) drafts.push(draft('syntax', 'warn', problem, { id: 'dkim.publish-again', with: {} }));
  drafts.push(...judgeVersion([...tags.keys()], tags.get('v'), draft), ...judgeCase(text, draft));
  drafts.push(...judgeUse(tags, draft));
  if (listIn(tags.get('t')).includes('y'))
    drafts.push(draft('testing', 'warn', KEY_IN_TEST, { id: 'dkim.end-testing', with: {} }));
  return [...drafts, judgeKey(tags.get('k') ?? 'rsa', tags.get('p') ?? '', draft, evidence)];
}

const listIn = (value = ''): readonly string[] => value.split(':', 50).map((one) => one.trim().toLowerCase());

function judgeVersion(names: readonly string[], version: string | undefined, draft: Make): readonly FindingDraft[] {
  if (version === undefined) return [];
  const remedy = { id: 'dkim.version', with: {} } as const;
  if (version !== 'DKIM1') return [draft('version', 'fail', wrongVersion(printable(version, 20)), remedy)];
  return names[0] === 'v' ? [] : [draft('version-place', 'warn', VERSION_NOT_FIRST, remedy)];
}

/** Section 3.2: names of tags are matched with their case. */
function judgeCase(text: string, draft: Make): readonly FindingDraft[] {
  const [, name] = /(?:^|;)[ \t]*([a-z]?[A-Z][A-Za-z]{0,3})[ \t]*=/.exec(text.slice(0, 5000)) ?? [];
  if (name === undefined) return [];
  const remedy = { id: 'dkim.small-letters', with: { tag: name.toLowerCase() } } as const;
  return [draft('tag-case', 'warn', tagInCapitals(name), remedy)];
}

/** Section 6.1.2: a key whose hashes or services leave mail out cannot be used for mail, and neither can one that allows SHA-1 only (RFC 8301). */
function judgeUse(tags: ReadonlyMap<string, string>, draft: Make): readonly FindingDraft[] {
  const [hashes, services] = [tags.get('h'), tags.get('s')];
  const drafts: FindingDraft[] = [];
  if (hashes !== undefined && !listIn(hashes).includes('sha256'))
    drafts.push(draft('hash', 'fail', noSha256(printable(hashes, 40)), { id: 'dkim.hash', with: {} }));
  if (services !== undefined && !listIn(services).some((one) => one === '*' || one === 'email'))
    drafts.push(draft('service', 'fail', notForMail(printable(services, 40)), { id: 'dkim.service', with: {} }));
  return drafts;
}

function judgeKey(type: string, base64: string, draft: Make, evidence: readonly Evidence[]): FindingDraft {
  if (base64.trim() === '') return draft('revoked', 'fail', REVOKED, { id: 'dkim.replace-revoked', with: {} });
  const kind = type.trim().toLowerCase();
  const read = readKey(kind === 'ed25519' ? 'ed25519' : 'rsa', base64);
  if (read.kind === 'private') return privateKey(evidence);
  if (kind !== 'rsa' && kind !== 'ed25519')
    return draft('key-type', 'fail', unknownKeyType(printable(type, 30)), { id: 'dkim.known-type', with: {} });
  if (read.kind === 'key') return judgeStrength(kind, read.bits, draft, evidence);
  return ill(kind, read, draft);
}

/** Anyone who reads it can sign in the domain's name, so this fault cannot wait. */
export const privateKey = (evidence: readonly Evidence[]): FindingDraft =>
  makeDraft('dkim.private-key', 'fail', PRIVATE_KEY, evidence, { id: 'dkim.replace-private', with: {} });

function ill(type: KeyType, read: Exclude<KeyRead, { kind: 'key' | 'private' }>, draft: Make): FindingDraft {
  switch (read.kind) {
    case 'wrapped':
      return draft('key-wrapped', 'fail', WRAPPED_KEY, { id: 'dkim.bare-key', with: { key: read.bare } });
    case 'other-type':
      return draft('key-type', 'fail', otherKeyType(type, read.is), { id: 'dkim.right-type', with: { type: read.is } });
    case 'armored':
      return draft('key-armored', 'fail', ARMORED_KEY, { id: 'dkim.without-armor', with: {} });
    case 'broken':
      return draft('key-broken', 'fail', brokenKey(type, read.why), { id: 'dkim.whole-key', with: {} });
  }
}

function judgeStrength(type: KeyType, bits: number, draft: Make, evidence: readonly Evidence[]): FindingDraft {
  if (type === 'ed25519') return makeDraft('dkim.key', 'pass', ED25519_SOUND, evidence);
  const remedy = { id: 'dkim.stronger-key', with: {} } as const;
  if (bits < 1024) return draft('key-weak', 'fail', weakKey(bits), remedy);
  if (bits < 2048) return draft('key-short', 'warn', shortKey(bits), remedy);
  return makeDraft('dkim.key', 'pass', rsaSound(bits), evidence);
}
