/**
 * The next act for each fault of reverse DNS. Who can set a PTR record depends on who holds the address: the owner of an
 * Elastic IP does it through EC2 (ModifyAddressAttribute), everybody else asks a provider or an ISP. In both cases the
 * forward record comes first: EC2 wants it before, and receivers do not believe a name that does not lead back.
 * Commands hold only names that passed `isHostName`: what a hostile PTR record says never reaches a shell.
 */
import type { Address } from '../model/address.ts';
import { digLine, type Evidence, type Remedy } from '../model/finding.ts';
import { organisationalDomain } from '../model/organisation.ts';
import type { AddressTarget } from '../model/target.ts';
import { printable } from '../model/text.ts';
import type { ForwardLookup } from './lookup.ts';
import type { ProposedName } from './naming.ts';

const EC2_PAGE =
  'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html#Using_Elastic_Addressing_Reverse_DNS';
const CHECKED_ON = '2026-11-24';

/** Published rules only: Google's table of SMTP errors and Yahoo's best practices. */
const WHO_ASKS =
  'Gmail answers 4.7.23 or 5.7.25 where the PTR record is missing or does not lead back; Yahoo asks every sender for valid forward and reverse DNS.';
const WHO_MINDS =
  'Yahoo asks for a meaningful, non-generic PTR record; Mail.ru refuses others, and Cloudmark does not clear them.';

const and = (remedy: Remedy, more: string): Remedy => ({ ...remedy, text: `${remedy.text} ${more}` });

/** Who is to get a name, which names it has now (they may tell where it lives), and which one it should have. */
export type Naming = {
  readonly target: AddressTarget;
  readonly names: readonly string[];
  /** Null where none is known: an example stands in its place. */
  readonly name: ProposedName | null;
};

/** No usable PTR record: give the address one. */
export const setReverse = (naming: Naming): Remedy => and(nameIt(naming), WHO_ASKS);

/** A generic PTR record: give the address a name of its own. */
export const setOwnName = (naming: Naming): Remedy => and(nameIt(naming), WHO_MINDS);

function nameIt(naming: Naming): Remedy {
  const { target, names, name: proposed } = naming;
  const { address } = target;
  const name = proposed?.name ?? EXAMPLE;
  const first = firstStep(naming);
  return address.family === 4 ? nameIt4(first, target, name, regionOf(target, names)) : nameIt6(first, address, name);
}

const EXAMPLE = 'mail.example.com';

/** The forward record: what DNS has at the name decides what is to be done, so that no other host's record is touched. */
function firstStep({ target: { address, domains }, name: proposed }: Naming): string {
  if (proposed === null) {
    const why = domains.length === 0 ? '' : ': we found no free one below your domain';
    return `1. Publish, if it is not there yet (put your own host name for ${EXAMPLE}${why}): ${forwardLine(EXAMPLE, address)}`;
  }
  const { name, from, place } = proposed;
  const guess = from === 'guess' ? ' This name is our guess: any free host name of your own will do.' : '';
  switch (place) {
    case 'here':
      return `1. The forward record is there: ${name} resolves to ${address.text}.${guess}`;
    case 'free':
      return `1. Publish, if it is not there yet: ${forwardLine(name, address)}${guess}`;
    case 'shared':
      return `1. The forward record is there: ${name} resolves to ${address.text}, and to other addresses, which stay.`;
    case 'taken':
      return `1. ${name} resolves to another address or is an alias (CNAME). Choose another name, or, if that record is old, replace it: ${forwardLine(name, address)}`;
    case 'unknown':
      return `1. We could not look ${name} up. See that no other host has the name, then publish: ${forwardLine(name, address)}${guess}`;
  }
}

/** As a line of a zone file (RFC 1035 section 5.1). */
const forwardLine = (name: string, { family, text }: Address): string =>
  `"${name}. 300 IN ${family === 4 ? 'A' : 'AAAA'} ${text}"`;

const askOwner = (address: Address, name: string): string =>
  `set it in the provider's console, or write to the provider or ISP: "Please set the reverse DNS (PTR record) of ${address.text} to ${name}."`;

function nameIt4(first: string, target: AddressTarget, name: string, region: string): Remedy {
  const page = { url: EC2_PAGE, checkedOn: CHECKED_ON };
  if (region.includes(' us-gov-')) {
    const only = 'In AWS GovCloud only AWS sets reverse DNS: open a support case with the address and the name.';
    return { text: `${first} 2. ${only}`, ...page };
  }
  const command = setCommand(target, name, region);
  if (target.elasticIp !== undefined)
    return {
      text: `${first} 2. Run the command (EC2 wants the forward record first). Or let "npx postwatch reverse-dns ${target.address.text} ${name}" do both and prove it.`,
      command,
      ...page,
    };
  return {
    text:
      `${first} 2. If it is an Elastic IP, run the command${region === '' ? ', in its Region' : ''} (EC2 wants the forward record first). ` +
      `If not, ${askOwner(target.address, name)}`,
    command,
    ...page,
  };
}

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

/** AWS documents no way for addresses that it assigns; that there is none is users' experience, and worded as such. */
const nameIt6 = (first: string, address: Address, name: string): Remedy => ({
  text:
    `${first} 2. Its PTR record stands in the ip6.arpa zone of whoever assigned the address: ${askOwner(address, name)} ` +
    'On AWS, Elastic IPs are IPv4 only, and as far as we know the PTR record of an IPv6 address that Amazon assigned cannot be set by its user ' +
    '(AWS documents no way; a block that you brought is set in its reverse zone, once that is delegated to you): send over IPv4 there ' +
    '(Postfix: postconf -P smtp/unix/inet_protocols=ipv4, then postfix reload).',
  url: EC2_PAGE,
  checkedOn: CHECKED_ON,
});

/** The address has a name: let it lead back. */
export function setForward({ name, leads, answer }: ForwardLookup, { target, name: proposed }: Naming): Remedy {
  // Beside a CNAME no other record may stand (RFC 1034 section 3.6.2): the address belongs at the end of the chain.
  const place = printable((answer?.kind === 'failed' ? undefined : answer?.chain.at(-1)) ?? name);
  const alias = place === name ? '' : ` (of which ${name} is an alias)`;
  const beside = leads === 'elsewhere' ? ', beside its other addresses, or instead of them if they are old' : '';
  const wish = proposed?.name ?? 'your own host name';
  const instead = name === wish ? '' : ` If that name is not yours, have the PTR record changed to ${wish} instead.`;
  return {
    text: `Publish in the zone of ${organisationalDomain(place)}: ${forwardLine(place, target.address)}${alias}${beside}.${instead} ${WHO_ASKS}`,
    checkedOn: CHECKED_ON,
  };
}

/** Nothing is proved, so nothing is to be changed: the question to repeat. */
export const askAgain = (unanswered: Evidence): Remedy => ({
  text: 'Change nothing: without an answer there is no verdict. Repeat the question with the command; if it goes on failing, look at the name servers of that zone, and at the resolver that was asked.',
  command: digLine(unanswered),
});

export function keepOne(keep: string | null, drop: readonly string[]): Remedy {
  const one = keep === null ? '' : `, ${keep}`;
  const names = `${drop.slice(0, 5).join(', ')}${drop.length > 5 ? ` and ${drop.length - 5} more` : ''}`;
  return {
    text:
      `Leave one PTR record${one}, and delete the others (${names}) in the reverse zone: yours if it is delegated to you, else the provider's. ` +
      'A receiver takes any of them, so its verdict can change from mail to mail.',
  };
}

/** `confirmed`: a reverse name that leads back. */
export const greetAs = (confirmed: string, { address }: AddressTarget): Remedy => ({
  text: `Let the MTA greet with ${confirmed} (Postfix: the command), or give the HELO name an address record for ${address.text} and have the PTR record changed to it.`,
  command: `postconf -e smtp_helo_name=${confirmed} && postfix reload`,
});

/** EC2 does not release an address that has a reverse name, and does not say why. */
export const resetFirst = ({ address }: AddressTarget): Remedy => ({
  text: 'Nothing is to be done. EC2 keeps an Elastic IP that has a reverse name: reset it with the command before you release the address.',
  command: `npx postwatch reverse-dns ${address.text} --reset`,
  url: EC2_PAGE,
  checkedOn: CHECKED_ON,
});

/** EC2 keeps the old name until a change is applied, so a difference may only be young. */
export function followEc2(target: AddressTarget, names: readonly string[]): Remedy {
  const region = regionOf(target, names);
  return {
    text: 'See with the command whether EC2 still has an update pending (PtrRecordUpdate) and why; if there is none, set the name again, or open an AWS support case.',
    command: `aws ec2 describe-addresses-attribute${region} --attribute domain-name --allocation-ids ${allocationId(target, region)}`,
    url: EC2_PAGE,
    checkedOn: CHECKED_ON,
  };
}

/**
 * The reverse zone delegates the name with a CNAME (RFC 2317), and there is nothing at its end: the record belongs there, and
 * whoever routes the address has done its part.
 */
export function publishDelegated(asked: string, { target, name }: Naming): Remedy {
  const host = name?.name ?? EXAMPLE;
  const zone = asked.slice(asked.indexOf('.') + 1);
  const put = name === null ? ` (put your own host name for ${EXAMPLE})` : '';
  const first = firstStep({ target, names: [], name });
  return {
    text:
      `${first} 2. Publish a PTR record at ${asked}, in the zone it is delegated to, which is usually your own zone${put}: ` +
      `"${asked}. 300 IN PTR ${host}." Your provider has delegated the name and can do no more: write to it only if the command shows no name servers of yours. ${WHO_ASKS}`,
    command: digLine({ ...NO_EVIDENCE, question: zone, type: 'NS' }),
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
  text:
    `Correct the PTR record at ${asked}: in a zone file the name needs its final dot, "${asked}. 300 IN PTR ${meant}." ` +
    `(in a panel that adds the zone itself, enter the name with the dot, or as it asks for it). If the zone is your provider's, write to it. Then see that ${meant} resolves to ${address.text}. ${WHO_ASKS}`,
});

/** RFC 2181 section 10.2: the value of a PTR record must not be an alias. */
export const useCanonical = (alias: string, end: string): Remedy => ({
  text: `Have the PTR record changed to ${end}, or give ${alias} an address record of its own in place of its CNAME. Some receivers and EC2's own tools take an alias for no name.`,
});

/** The owner has said which name it shall be. A wish that is no host name was refused where the tag was read. */
export const setWanted = (target: AddressTarget, wanted: string): Remedy => ({
  text: `Publish, if it is not there yet: ${forwardLine(wanted, target.address)}, then run the command; or change the tag postwatch:ptr if the name is old.`,
  command: setCommand(target, wanted, regionOf(target, [])),
  url: EC2_PAGE,
  checkedOn: CHECKED_ON,
});
