/**
 * Whose address it is: its name, its Region and its instance are shown beside it, since nobody knows a fleet
 * by its numbers.
 */
import { valueSeen } from '../model/finding.ts';
import type { Notice } from '../model/incident.ts';
import { printable } from '../model/text.ts';
import type { SharedKind, Texts } from './texts/texts.ts';

export type KnownPlace = {
  readonly name?: string | undefined;
  readonly region?: string | undefined;
  readonly instanceId?: string | undefined;
};

/** `198.51.100.1 (mail.example.com, eu-west-1, i-0123456789abcdef0)`: as much of it as is known. */
export function identityText(target: string, { name, region, instanceId }: KnownPlace): string {
  const known = [name, region, instanceId].flatMap((one) => (one === undefined ? [] : [printable(one, 100)]));
  return `${printable(target, 260)}${known.length === 0 ? '' : ` (${known.join(', ')})`}`;
}

export const identityOf = (notice: Notice): string => {
  const { target, elasticIp } = notice;
  return identityText(target, { ...elasticIp, name: nameIn(notice) });
};

/** An address and no more than its name, where a line has an end. */
export const shortIdentityOf = (notice: Notice): string => identityText(notice.target, { name: nameIn(notice) });

/** The name that was known when it was written, or the one that the finding itself has seen. */
function nameIn({ target, name, finding, before }: Notice): string | undefined {
  if (name !== undefined) return name;
  const seen = finding?.check === 'ptr' ? (valueSeen(finding) ?? before?.value) : undefined;
  return seen !== undefined && seen !== target && /^[\w-]+(\.[\w-]+)+\.?$/.test(seen)
    ? seen.replace(/\.$/, '')
    : undefined;
}

/** Undefined of an address or a domain: an IPv6 address has colons too, and none of these words before the first. */
export const sharedKind = (target: string): SharedKind | undefined =>
  SHARED_KINDS.find((kind) => target.startsWith(`${kind}:`));

const SHARED_KINDS = ['list', 'zone', 'account', 'ground'] as const satisfies readonly SharedKind[];

/** What many targets share, as people call it; `called`: the name of a list, where it is known by more than its id. */
export function sharedName(
  target: string,
  called: string | undefined,
  members: number | undefined,
  texts: Texts,
): string | undefined {
  const kind = sharedKind(target);
  if (kind === undefined) return undefined;
  const name = kind === 'list' ? (called ?? target.slice(kind.length + 1)) : target.slice(kind.length + 1);
  return printable(texts.shared[kind](name, members), 260);
}
