/** The public key behind a DKIM signature (RFC 6376 section 3.6.1, Ed25519: RFC 8463): there, sound, and long enough. */
import { createPublicKey } from 'node:crypto';
import type { Evidence } from '../model/finding.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { printable } from '../model/text.ts';
import { readName } from './parts/argument.ts';
import { command, type Draft, type Looked, type LookupPorts } from './parts/command.ts';
import { absence, unasked } from './parts/draft.ts';
import { parseTags, published, type Tags, tagRows } from './parts/tags.ts';

type Argument = { readonly selector: string; readonly domain: string };

/** One is what there should be; a hostile zone can have thousands. */
const MAX_KEYS = 10;

export const dkim = command<Argument>(
  { name: 'dkim', example: 'dkim:selector1:example.com', about: 'the public key of a DKIM selector' },
  readArgument,
  ({ selector, domain }) => `${selector}:${domain}`,
  look,
);

function readArgument(text: string): Parsed<Argument> {
  const at = text.indexOf(':');
  if (at < 0) return problem('a DKIM key is found by selector and domain');
  const domain = readName(text.slice(at + 1));
  if (!domain.ok) return domain;
  const selector = text.slice(0, at);
  const name = readName(`${selector}._domainkey.${domain.value}`);
  return name.ok && selector !== ''
    ? parsed({ selector: name.value.slice(0, -`._domainkey.${domain.value}`.length), domain: domain.value })
    : problem(`"${printable(selector, 60)}" is not a selector`);
}

async function look({ selector, domain }: Argument, { resolver }: LookupPorts): Promise<Looked> {
  const name = `${selector}._domainkey.${domain}`;
  // Any TXT record there may be the key: the version tag is optional.
  const found = await published(name, (text) => /(^|;)\s*p\s*=/i.test(text.slice(0, 5000)), resolver);
  const { answer, texts, evidence } = found;
  if (answer.kind === 'failed') return { records: [], drafts: [unasked('dkim.unknown', answer)] };
  if (texts.length === 0) {
    const why = answer.kind === 'absent' ? absence(answer) : `what stands at ${printable(name, 150)} is no DKIM key`;
    const text =
      'Publish the key that your mail server or provider shows for this selector, or see in a sent message (DKIM-Signature, s=) which selector it uses.';
    return { records: [], drafts: [{ id: 'dkim.missing', status: 'fail', summary: why, evidence, remedy: { text } }] };
  }
  const tags = texts.slice(0, MAX_KEYS).map(parseTags);
  const several: Draft = {
    ...{
      id: 'dkim.several',
      status: 'fail',
      evidence,
      summary: `${texts.length} keys stand at ${printable(name, 150)}: which one counts is chance`,
    },
    remedy: { text: 'Delete all but the one that signs.' },
  };
  return {
    records: tags.flatMap((one) => tagRows(name, one)),
    drafts: [...(texts.length > 1 ? [several] : []), ...tags.flatMap((one) => judge(one, evidence))],
  };
}

function judge({ tags, problem: wrong }: Tags, evidence: readonly Evidence[]): readonly Draft[] {
  const draft = (id: string, status: Draft['status'], summary: string, text: string): Draft => ({
    ...{ id: `dkim.${id}`, status, summary, evidence, remedy: { text } },
  });
  const drafts: Draft[] = [];
  const version = tags.get('v');
  if (wrong !== null)
    drafts.push(draft('syntax', 'warn', wrong, 'Publish the record again as your provider shows it.'));
  if (version !== undefined && version !== 'DKIM1')
    drafts.push(draft('version', 'fail', `v=${printable(version, 20)} is not v=DKIM1`, 'Write v=DKIM1.'));
  if ((tags.get('t') ?? '').split(':').some((flag) => flag.trim() === 'y'))
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

type Make = (id: string, status: Draft['status'], summary: string, text: string) => Draft;

function judgeKey(type: string, base64: string, draft: Make, evidence: readonly Evidence[]): Draft {
  const compact = base64.replace(/\s/g, '');
  if (compact === '')
    return draft(
      'revoked',
      'fail',
      'the key is revoked (an empty p=): every signature with this selector fails',
      'Sign with another selector, or publish the key again.',
    );
  const kind = type.trim().toLowerCase();
  if (kind !== 'rsa' && kind !== 'ed25519')
    return draft(
      'key-type',
      'fail',
      `nobody knows the key type "${printable(type, 30)}"`,
      'Use rsa with 2048 bits, with ed25519 beside it if you like.',
    );
  const bits = keyBits(kind, compact);
  if (bits === null)
    return draft(
      'key-broken',
      'fail',
      `the ${kind} key cannot be read: it was cut or mistyped`,
      'Publish it again, in strings of at most 255 characters, without line breaks or quotes inside.',
    );
  if (kind === 'ed25519') return { id: 'dkim.key', status: 'pass', summary: 'the Ed25519 key is sound', evidence };
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
  return { id: 'dkim.key', status: 'pass', summary: `the RSA key is sound: ${bits} bits`, evidence };
}

/** Null: it is no key of that kind. */
function keyBits(kind: 'rsa' | 'ed25519', base64: string): number | null {
  if (base64.length > 8192 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const der = Buffer.from(base64, 'base64');
  // RFC 8463: the bare 32 octets, without a wrapping.
  if (kind === 'ed25519') return der.length === 32 ? 256 : null;
  // RFC 6376 says RSAPublicKey, and everybody publishes SubjectPublicKeyInfo.
  for (const type of ['spki', 'pkcs1'] as const) {
    try {
      const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({ key: der, format: 'der', type });
      return asymmetricKeyType === 'rsa' ? (asymmetricKeyDetails?.modulusLength ?? null) : null;
    } catch {
      // Not in that wrapping.
    }
  }
  return null;
}
