/**
 * The next act for each fault of reverse DNS. Who can set a PTR record depends on who holds the address: the owner of an
 * Elastic IP does it through EC2 (ModifyAddressAttribute), everyone else asks a provider or an ISP. In both cases the
 * forward record comes first: EC2 wants it before, and receivers do not believe a name that does not resolve back.
 * Commands hold only names that passed `isHostName`: what a hostile PTR record says never reaches a shell.
 */
import type { Address } from '../model/address.ts';
import { defined } from '../model/defined.ts';
import { digLine, type Evidence } from '../model/finding.ts';
import { organisationalDomain } from '../model/organisation.ts';
import type { ForwardPlace, Remedy, RemedyParams, ReverseSetter } from '../model/remedy.ts';
import type { AddressTarget } from '../model/target.ts';
import { printable } from '../model/text.ts';
import type { ForwardLookup } from './lookup.ts';
import type { ProposedName } from './naming.ts';

const EC2_PAGE =
  'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html#Using_Elastic_Addressing_Reverse_DNS';
const CHECKED_ON = '2026-11-24';

/** Who is to get a name, which names it has now (they may tell where it lives), and which one it should have. */
export type Naming = {
  readonly target: AddressTarget;
  readonly names: readonly string[];
  /** Null where none is known: an example is in its place. */
  readonly name: ProposedName | null;
};

/** No usable PTR record: give the address one. */
export const setReverse = (naming: Naming): Remedy => ({ id: 'ptr.set', with: namingParams(naming) });

/** A generic PTR record: give the address a name of its own. */
export const setOwnName = (naming: Naming): Remedy => ({ id: 'ptr.set-own-name', with: namingParams(naming) });

function namingParams(naming: Naming): RemedyParams['ptr.set'] {
  const { target, names, name: proposed } = naming;
  const { address } = target;
  const name = proposed?.name ?? EXAMPLE;
  const region = regionOf(target, names);
  const setter = setterOf(target, region);
  const isOurs = setter === 'elastic-ip' || setter === 'maybe-elastic-ip';
  return {
    forward: forwardPlace(naming),
    setter,
    address: address.text,
    name,
    regionOpen: region === '',
    url: EC2_PAGE,
    checkedOn: CHECKED_ON,
    ...defined({ command: isOurs ? setCommand(target, name, region) : undefined }),
  };
}

/** AWS documents no way for IPv6 addresses that it assigns; that there is none is users' experience, and worded as such. */
function setterOf({ address, elasticIp }: AddressTarget, region: string): ReverseSetter {
  if (address.family === 6) return 'holder-of-ip6';
  if (region.includes(' us-gov-')) return 'govcloud';
  return elasticIp === undefined ? 'maybe-elastic-ip' : 'elastic-ip';
}

const EXAMPLE = 'mail.example.com';

/** The forward record: what DNS has at the name decides what is to be done, so that no other host's record is touched. */
function forwardPlace({ target: { address, domains }, name: proposed }: Naming): ForwardPlace {
  if (proposed === null)
    return { kind: 'none', line: forwardLine(EXAMPLE, address), example: EXAMPLE, searched: domains.length > 0 };
  const { name, from, place: kind } = proposed;
  const guess = from === 'guess';
  return kind === 'here' || kind === 'shared'
    ? { kind, name, address: address.text, guess }
    : { kind, name, line: forwardLine(name, address), guess };
}

/** As a line of a zone file (RFC 1035 section 5.1). */
const forwardLine = (name: string, { family, text }: Address): string =>
  `${name}. 300 IN ${family === 4 ? 'A' : 'AAAA'} ${text}`;

const setCommand = (target: AddressTarget, name: string, region: string): string =>
  `aws ec2 modify-address-attribute${region} --allocation-id ${allocationId(target, region)} --domain-name ${name}`;

/** The id itself where it is known, else the question that gives it. */
const allocationId = ({ address, elasticIp }: AddressTarget, region: string): string =>
  elasticIp?.allocationId ?? `"${askedId(address, region)}"`;

const askedId = (address: Address, region: string): string =>
  `$(aws ec2 describe-addresses${region} --public-ips ${address.text} --query 'Addresses[0].AllocationId' --output text)`;

const regionOf = ({ elasticIp }: AddressTarget, names: readonly string[]): string =>
  elasticIp === undefined ? inRegion(names) : ` --region ${elasticIp.region}`;

/** The option that names the Region, where Amazon's default name of the address tells it; else empty. */
function inRegion(names: readonly string[]): string {
  if (names.some((name) => name.endsWith('.compute-1.amazonaws.com'))) return ' --region us-east-1';
  const pattern = /\.([a-z]{2}(?:-[a-z]{3,9}){1,3}-\d)\.compute\.amazonaws\.com(?:\.cn)?$/;
  const region = names.map((name) => pattern.exec(name)?.[1]).find((found) => found !== undefined);
  return region === undefined ? '' : ` --region ${region}`;
}

/** The address has a name: let it resolve back. */
export function setForward({ name, leads, answer }: ForwardLookup, { target, name: proposed }: Naming): Remedy {
  // Beside a CNAME no other record may be (RFC 1034 section 3.6.2): the address belongs at the end of the chain.
  const place = printable((answer?.kind === 'failed' ? undefined : answer?.chain.at(-1)) ?? name);
  const wish = proposed?.name ?? null;
  return {
    id: 'ptr.set-forward',
    with: {
      zone: organisationalDomain(place),
      line: forwardLine(place, target.address),
      others: leads === 'elsewhere',
      instead: name === wish ? null : { name: wish },
      checkedOn: CHECKED_ON,
      ...defined({ alias: place === name ? undefined : name }),
    },
  };
}

/** Nothing is proved, so nothing is to be changed: the question to repeat. */
export const askAgain = (unanswered: Evidence): Remedy => ({
  id: 'ptr.ask-again',
  with: { command: digLine(unanswered) },
});

const MOST_DROPPED = 5;

export const keepOne = (keep: string | null, drop: readonly string[]): Remedy => ({
  id: 'ptr.keep-one',
  with: { keep, drop: drop.slice(0, MOST_DROPPED), more: Math.max(0, drop.length - MOST_DROPPED) },
});

/** `confirmed`: a reverse name that resolves back. */
export const greetAs = (confirmed: string, { address }: AddressTarget): Remedy => ({
  id: 'ptr.greet-as',
  with: {
    name: confirmed,
    address: address.text,
    command: `postconf -e smtp_helo_name=${confirmed} && postfix reload`,
  },
});

/** EC2 does not release an address that has a reverse name, and does not say why. */
export const resetFirst = ({ address }: AddressTarget): Remedy => ({
  id: 'ptr.reset-first',
  with: {
    command: `npx postwatch reverse-dns ${address.text} --reset`,
    url: EC2_PAGE,
    checkedOn: CHECKED_ON,
  },
});

/** EC2 keeps the old name until a change is applied, so a difference may only be young. */
export function followEc2(target: AddressTarget, names: readonly string[]): Remedy {
  const region = regionOf(target, names);
  return {
    id: 'ptr.follow-ec2',
    with: {
      command: `aws ec2 describe-addresses-attribute${region} --attribute domain-name --allocation-ids ${allocationId(target, region)}`,
      url: EC2_PAGE,
      checkedOn: CHECKED_ON,
    },
  };
}

/**
 * The reverse zone delegates the name with a CNAME (RFC 2317), and there is nothing at its end: the record belongs there, and
 * the one who routes the address has done its part.
 */
export function publishDelegated(asked: string, { target, name }: Naming): Remedy {
  const host = name?.name ?? EXAMPLE;
  const zone = asked.slice(asked.indexOf('.') + 1);
  return {
    id: 'ptr.publish-delegated',
    with: {
      forward: forwardPlace({ target, names: [], name }),
      asked,
      name: host,
      isExample: name === null,
      command: digLine({ ...NO_EVIDENCE, question: zone, type: 'NS' }),
    },
  };
}

/** For a command that nobody has run. */
const NO_EVIDENCE: Evidence = {
  question: '',
  type: '',
  resolver: '',
  rcode: '',
  answers: [],
  ttl: null,
  at: '',
  rttMs: 0,
};

/** The slip of a zone file: without its final dot the zone is appended to the name. */
export const addFinalDot = (meant: string, asked: string, { address }: AddressTarget): Remedy => ({
  id: 'ptr.add-final-dot',
  with: { asked, meant, address: address.text },
});

/** RFC 2181 section 10.2: the value of a PTR record must not be an alias. */
export const useCanonical = (alias: string, end: string): Remedy => ({
  id: 'ptr.use-canonical',
  with: { alias, end },
});

/** The owner has set the wanted name. A name that is not a host name was refused where the tag was read. */
export const setWanted = (target: AddressTarget, wanted: string): Remedy => ({
  id: 'ptr.set-wanted',
  with: {
    line: forwardLine(wanted, target.address),
    command: setCommand(target, wanted, regionOf(target, [])),
    url: EC2_PAGE,
    checkedOn: CHECKED_ON,
  },
});
