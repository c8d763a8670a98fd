/** The tags of a DKIM key record (RFC 6376 section 3.6.1) as findings: what a verifier would refuse the key for. */

import type { Evidence } from '../../model/finding.ts';
import { untranslated } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { FindingDraft } from '../core/command.ts';
import { makeDraft } from '../core/draft.ts';
import type { SaidBy } from '../core/findings.ts';
import { parseTags } from '../published/tags.ts';
import { type KeyRead, type KeyType, readKey } from './key.ts';

type Make = (id: SaidBy<'dkim'>, status: FindingDraft['status'], summary: string, text: string) => FindingDraft;

export function judgeKeyRecord(text: string, evidence: readonly Evidence[]): readonly FindingDraft[] {
  const { tags, problem } = parseTags(text);
  const draft: Make = (id, status, summary, advice) =>
    makeDraft(`dkim.${id}`, status, untranslated(summary), evidence, advice);
  const drafts: FindingDraft[] = [];
  if (problem !== null)
    drafts.push(draft('syntax', 'warn', problem, 'Publish the record again as your provider shows it.'));
  drafts.push(...judgeVersion([...tags.keys()], tags.get('v'), draft), ...judgeCase(text, draft));
  drafts.push(...judgeUse(tags, draft));
  if (listIn(tags.get('t')).includes('y'))
    drafts.push(
      draft(
        'testing',
        'warn',
        'the key says t=y: receivers may treat its mail as unsigned',
        'Take t=y out once signing works.',
      ),
    );
  return [...drafts, judgeKey(tags.get('k') ?? 'rsa', tags.get('p') ?? '', draft, evidence)];
}

const listIn = (value = ''): readonly string[] => value.split(':', 50).map((one) => one.trim().toLowerCase());

function judgeVersion(names: readonly string[], version: string | undefined, draft: Make): readonly FindingDraft[] {
  if (version === undefined) return [];
  if (version !== 'DKIM1')
    return [draft('version', 'fail', `v=${printable(version, 20)} is not v=DKIM1`, 'Write v=DKIM1.')];
  if (names[0] === 'v') return [];
  const summary = 'v=DKIM1 is not the first tag, as RFC 6376 section 3.6.1 wants it: some verifiers refuse the key';
  return [draft('version-place', 'warn', summary, 'Write v=DKIM1; at the start of the record.')];
}

/** Section 3.2: names of tags are matched with their case. */
function judgeCase(text: string, draft: Make): readonly FindingDraft[] {
  const [, name] = /(?:^|;)[ \t]*([a-z]?[A-Z][A-Za-z]{0,3})[ \t]*=/.exec(text.slice(0, 5000)) ?? [];
  if (name === undefined) return [];
  const summary = `the tag "${name}" is written in capitals: verifiers that match the case, as RFC 6376 asks, do not see it`;
  return [draft('tag-case', 'warn', summary, `Write ${name.toLowerCase()}= in small letters.`)];
}

/** Section 6.1.2: a key whose hashes or services leave mail out is no key for mail. SHA-1 alone is none either (RFC 8301). */
function judgeUse(tags: ReadonlyMap<string, string>, draft: Make): readonly FindingDraft[] {
  const [hashes, services] = [tags.get('h'), tags.get('s')];
  const drafts: FindingDraft[] = [];
  if (hashes !== undefined && !listIn(hashes).includes('sha256'))
    drafts.push(
      draft(
        'hash',
        'fail',
        `h=${printable(hashes, 40)} does not allow sha256, the one hash that receivers accept: every signature with this key fails`,
        'Take h= out, or write h=sha256. It names a hash; rsa-sha256 is the name of an algorithm.',
      ),
    );
  if (services !== undefined && !listIn(services).some((one) => one === '*' || one === 'email'))
    drafts.push(
      draft(
        'service',
        'fail',
        `s=${printable(services, 40)} does not name email: receivers ignore the key for mail`,
        'Take s= out, or write s=email.',
      ),
    );
  return drafts;
}

function judgeKey(type: string, base64: string, draft: Make, evidence: readonly Evidence[]): FindingDraft {
  if (base64.trim() === '')
    return draft(
      'revoked',
      'fail',
      'the key is revoked (an empty p=): every signature with this selector fails',
      'Sign with another selector, or publish the key again.',
    );
  const kind = type.trim().toLowerCase();
  const read = readKey(kind === 'ed25519' ? 'ed25519' : 'rsa', base64);
  if (read.kind === 'private') return privateKey(evidence);
  if (kind !== 'rsa' && kind !== 'ed25519')
    return draft(
      'key-type',
      'fail',
      `nobody knows the key type "${printable(type, 30)}"`,
      'Use rsa with 2048 bits, with ed25519 beside it if you like.',
    );
  if (read.kind === 'key') return judgeStrength(kind, read.bits, draft, evidence);
  return ill(kind, read, draft);
}

/** Whoever reads it can sign in the domain's name, so this is no fault to be mended at leisure. */
export const privateKey = (evidence: readonly Evidence[]): FindingDraft =>
  makeDraft(
    'dkim.private-key',
    'fail',
    untranslated('the record holds the PRIVATE key: anybody can sign mail as this domain'),
    evidence,
    'Replace this key now: make a new key under a new selector, publish its public half, sign with it, then delete this record. Never use this key again.',
  );

function ill(type: KeyType, read: Exclude<KeyRead, { kind: 'key' | 'private' }>, draft: Make): FindingDraft {
  if (read.kind === 'wrapped')
    return draft(
      'key-wrapped',
      'fail',
      'the Ed25519 key is whole, but wrapped in SubjectPublicKeyInfo: RFC 8463 wants the bare 32 octets, and verifiers refuse this',
      `Publish the bare key: k=ed25519; p=${read.bare}`,
    );
  if (read.kind === 'other-type')
    return draft(
      'key-type',
      'fail',
      `the record says k=${type}${type === 'rsa' ? ' (or has no k=)' : ''}, and the key is one for ${read.is}`,
      `Write k=${read.is}, as your mail server shows it.`,
    );
  if (read.kind === 'armored')
    return draft(
      'key-armored',
      'fail',
      'p= holds the lines of a PEM file (-----BEGIN …-----) beside the key',
      'Publish what stands between those lines, without line breaks.',
    );
  return draft(
    'key-broken',
    'fail',
    `the ${type} key cannot be read, it was cut or mistyped: ${read.why}`,
    'Publish it again, in strings of at most 255 characters, without line breaks or quotes inside.',
  );
}

function judgeStrength(type: KeyType, bits: number, draft: Make, evidence: readonly Evidence[]): FindingDraft {
  if (type === 'ed25519')
    return { id: 'dkim.key', status: 'pass', summary: untranslated('the Ed25519 key is sound'), evidence };
  if (bits < 1024)
    return draft(
      'key-weak',
      'fail',
      `an RSA key of ${bits} bits: receivers ignore keys under 1024 (RFC 8301)`,
      'Make a new key of 2048 bits under a new selector.',
    );
  if (bits < 2048)
    return draft(
      'key-short',
      'warn',
      `an RSA key of ${bits} bits: RFC 8301 asks for 2048`,
      'Make a new key of 2048 bits under a new selector, and let the old one stand for a week.',
    );
  return { id: 'dkim.key', status: 'pass', summary: untranslated(`the RSA key is sound: ${bits} bits`), evidence };
}
