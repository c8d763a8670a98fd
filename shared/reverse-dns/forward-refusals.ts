/** The refusals of the forward record: what is in its way, and the record itself for anyone who can publish it. */
import { defined } from '../model/defined.ts';
import type { Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { type Blocked, blockedBy } from './blocked.ts';
import type { CallRefusal, ChangeBatch, HostedZone } from './ports.ts';
import { addressBatch, addressLine, type Pair } from './record.ts';

const json = (batch: ChangeBatch): string => JSON.stringify(batch);

/** The record that is wanted, and what is at its name now. */
export type WantedForward = {
  readonly pair: Pair;
  /** Other addresses of the name. */
  readonly others: readonly string[];
  /** The time to live of their set; null: there is none, or it is not known. */
  readonly ttl: number | null;
  /** Consent that the name resolves to several addresses. */
  readonly mayMerge: boolean;
};

export type Printed = Pick<Blocked, 'zoneLine' | 'changeBatch'>;

/** Both ways to publish it. Where the name has other addresses, either would merge two hosts: only with consent. */
export function printedRecord({ pair, others, ttl, mayMerge }: WantedForward): Printed {
  if (others.length > 0 && !mayMerge) return {};
  return { zoneLine: addressLine(pair), changeBatch: json(addressBatch(pair, others, ttl)) };
}

export const shownAll = (names: readonly string[]): string =>
  `${names
    .slice(0, 5)
    .map((name) => printable(name, 80))
    .join(', ')}${names.length > 5 ? ', …' : ''}`;

const PUBLISH: Text = {
  en: 'Publish the record where the DNS of the domain is managed, and try again. EC2 requires it first.',
  ko: '도메인의 DNS를 관리하는 곳에 A 레코드를 먼저 등록한 뒤 다시 시도하세요.',
};

const CONSENT: Text = {
  en: 'allow Postwatch to add it (--merge; "merge": true in the API)',
  ko: '--merge 옵션을 붙여 다시 실행하세요(API: "merge": true)',
};

const add = ({ pair: { hostname, address }, others, mayMerge }: WantedForward): Text =>
  others.length === 0 || mayMerge
    ? PUBLISH
    : {
        en: `${hostname} has other addresses (${shownAll(others)}), so we print no record: the name would resolve to several hosts. If ${address} belongs with them, ${CONSENT.en}. If they are old, remove them first. If the name belongs to another host, choose a name of its own for this address.`,
        ko: `${hostname} 이름의 정방향 레코드에 다른 IP(${shownAll(others)})가 있어 레코드를 보여 주지 않습니다. 한 이름이 여러 호스트를 가리키게 됩니다. 함께 쓸 IP라면 ${CONSENT.ko}. 오래된 IP라면 먼저 지우세요. 다른 호스트의 이름이라면 ${address}에 쓸 이름을 따로 정하세요.`,
      };

/** The zone is not ours to write; `why` is a whole sentence. */
export const noForwardRecord = (wanted: WantedForward, why: Text, refusal?: CallRefusal): Blocked => {
  const { hostname, address } = wanted.pair;
  return blockedBy(
    'no-forward-record',
    {
      en: `${hostname} does not resolve to ${address}. ${why.en}`,
      ko: `${hostname}의 정방향 조회 결과에 이 IP(${address})가 없습니다. ${why.ko}`,
    },
    add(wanted),
    { ...defined({ message: refusal?.message }), ...printedRecord(wanted) },
  );
};

export const NO_PUBLIC_ZONE: Text = {
  en: 'Public DNS has no zone for this name.',
  ko: '이 이름의 존이 공개 DNS에 없습니다.',
};
export const ZONES_UNTOUCHED: Text = {
  en: 'Postwatch does not change Route 53 here.',
  ko: '여기서는 Route 53을 변경하지 않습니다.',
};
export const zonesUnread = (call: string): Text => ({
  en: `Permission to read Route 53 was denied (${call}).`,
  ko: `Route 53을 읽을 권한이 없습니다(${call}).`,
});
export const notHosted = (zone: string, hasPrivate: boolean): Text => ({
  en: `${zone} is not a public hosted zone of this account${hasPrivate ? ' (the private one is not visible from outside)' : ''}.`,
  ko: `정방향 레코드를 만들 호스팅 영역을 찾지 못했습니다. 이 계정에 ${zone} 퍼블릭 호스팅 영역이 없습니다${hasPrivate ? '(프라이빗 호스팅 영역은 외부에서 보이지 않습니다)' : ''}.`,
});

export const noSuchZone = (wanted: WantedForward, zoneId: string): Blocked =>
  blockedBy(
    'no-such-zone',
    {
      en: `This account has no hosted zone ${printable(zoneId, 80)}.`,
      ko: `이 계정에 없는 호스팅 영역입니다: ${printable(zoneId, 80)}`,
    },
    {
      en: 'Name the id of a public hosted zone of this account. Without an id, Postwatch looks for the zone.',
      ko: '이 계정의 퍼블릭 호스팅 영역 ID를 지정하세요. 지정하지 않으면 자동으로 찾습니다.',
    },
    printedRecord(wanted),
  );

export const zonePrivate = (wanted: WantedForward, { id, name }: HostedZone): Blocked => {
  const more = add(wanted);
  return blockedBy(
    'zone-private',
    {
      en: `The hosted zone ${id} (${name}) is private. Its records are not visible from outside.`,
      ko: `${id}(${name}) 호스팅 영역은 프라이빗입니다. 레코드가 외부에서 보이지 않습니다.`,
    },
    {
      en: `Name the public zone of ${name}. ${more.en}`,
      ko: `${name}의 퍼블릭 호스팅 영역을 지정하세요. ${more.ko}`,
    },
    printedRecord(wanted),
  );
};

export const outsideZone = (wanted: WantedForward, { id, name }: HostedZone): Blocked =>
  blockedBy(
    'outside-zone',
    {
      en: `${wanted.pair.hostname} is not in the hosted zone ${id} (${name}).`,
      ko: `${wanted.pair.hostname} 이름은 ${id}(${name}) 호스팅 영역에 속하지 않습니다.`,
    },
    {
      en: 'Name the zone that the host name belongs to. Without an id, Postwatch looks for it.',
      ko: '호스트 이름이 속한 호스팅 영역을 지정하세요. 지정하지 않으면 자동으로 찾습니다.',
    },
    printedRecord(wanted),
  );

/** Public DNS uses other servers than the zone's: what is written there is not visible. `delegated`: to where. */
export const zoneNotDelegated = (
  wanted: WantedForward,
  { id, name, nameServers }: HostedZone,
  delegated: readonly string[],
  cut: string,
): Blocked =>
  blockedBy(
    'zone-not-delegated',
    {
      en: `Public DNS does not use the hosted zone ${id} (${name}). ${cut} is delegated to ${shownAll(delegated)}, but the zone's servers are ${shownAll(nameServers)}.`,
      ko: `공개 DNS가 ${id}(${name}) 호스팅 영역을 사용하지 않습니다. ${cut} 도메인은 다음 네임서버로 위임되어 있습니다: ${shownAll(delegated)}. 호스팅 영역의 네임서버: ${shownAll(nameServers)}.`,
    },
    {
      en: `Delegate ${name} to the zone's servers (at the registrar, or in the zone above), or publish the record at the servers that it is delegated to.`,
      ko: `도메인 등록 업체나 상위 존에서 ${name} 도메인을 호스팅 영역의 네임서버로 위임하거나, 지금 위임된 네임서버에 레코드를 등록하세요.`,
    },
    printedRecord(wanted),
  );

export const zoneAmbiguous = (wanted: WantedForward, zones: readonly HostedZone[]): Blocked => {
  const named = shownAll(zones.map(({ id, name }) => `${id} (${name})`));
  return blockedBy(
    'zone-ambiguous',
    {
      en: `Several public hosted zones of this account fit: ${named}.`,
      ko: `이 계정에 해당하는 퍼블릭 호스팅 영역이 여러 개 있습니다: ${named}.`,
    },
    {
      en: 'Name the id of the one to write to, or delete the others.',
      ko: '레코드를 등록할 호스팅 영역의 ID를 지정하거나 나머지를 삭제하세요.',
    },
    printedRecord(wanted),
  );
};
