/** The refusals of a host name whose records are in the way: what is there, and how the name can still be used. */
import { type Blocked, blockedBy } from './blocked.ts';
import { type Printed, printedRecord, shownAll } from './forward-refusals.ts';
import type { HostedZone } from './ports.ts';
import { addressLine, type Pair } from './record.ts';

/** Before anything was found at the name. */
const alone = (pair: Pair): Printed => printedRecord({ pair, others: [], ttl: null, mayMerge: false });

/** `target`: what the alias points to; null where only the record is known. */
export function cnameInWay(pair: Pair, isApex: boolean, target: string | null): Blocked {
  const { hostname, address } = pair;
  const to = target === null ? '' : ` (to ${shownAll([target])})`;
  const toKo = target === null ? '' : `(대상: ${shownAll([target])})`;
  if (isApex)
    return blockedBy(
      'apex-cname',
      {
        en: `${hostname} is the top of its zone and has a CNAME record${to}. That is not allowed there (RFC 1034 section 3.6.2).`,
        ko: `${hostname} 이름은 존의 최상위인데 CNAME 레코드가 있습니다${toKo}. 존의 최상위에는 둘 수 없습니다(RFC 1034 3.6.2절).`,
      },
      {
        en: `Replace the CNAME record with the A record, or choose a name below, such as mail.${hostname}.`,
        ko: `CNAME 레코드를 A 레코드로 바꾸거나, mail.${hostname}처럼 하위 이름을 정하세요.`,
      },
      alone(pair),
    );
  return blockedBy(
    'cname',
    {
      en: `${hostname} is an alias${to}. Beside its CNAME record no A record is allowed (RFC 1034 section 3.6.2).`,
      ko: `${hostname} 이름에 CNAME 레코드가 있습니다${toKo}. CNAME과 A 레코드는 함께 둘 수 없습니다(RFC 1034 3.6.2절).`,
    },
    {
      en: `Choose another name, remove the CNAME record, or give the name that it points to the address ${address}.`,
      ko: `다른 이름을 정하거나, CNAME 레코드를 지우거나, CNAME의 대상 이름에 ${address} 주소를 등록하세요.`,
    },
  );
}

export const delegatedName = (pair: Pair, { id }: HostedZone): Blocked =>
  blockedBy(
    'delegated-name',
    {
      en: `${pair.hostname} has NS records in the hosted zone ${id}: it is delegated, so other records of it there are not answered.`,
      ko: `${id} 호스팅 영역에서 ${pair.hostname} 이름이 NS 레코드로 위임되어 있습니다. 그 영역에 등록한 다른 레코드는 응답되지 않습니다.`,
    },
    {
      en: 'Publish the record in the zone that it is delegated to, or choose another name.',
      ko: '위임된 존에 레코드를 등록하거나 다른 이름을 정하세요.',
    },
    alone(pair),
  );

export const routedSet = (pair: Pair, { id }: HostedZone): Blocked =>
  blockedBy(
    'routing-policy',
    {
      en: `The A records of ${pair.hostname} in the hosted zone ${id} have a routing policy (weighted, latency, failover, ...), so answers differ.`,
      ko: `${id} 호스팅 영역의 ${pair.hostname} A 레코드에 라우팅 정책(가중치, 지연 시간, 장애 조치 등)이 있어 응답이 조회마다 다릅니다.`,
    },
    {
      en: 'A reverse name must always resolve back. Choose another name, or give this one a simple A record with every address.',
      ko: '역방향 DNS의 이름은 언제나 정방향 조회와 일치해야 합니다. 다른 이름을 정하거나, 모든 주소를 담은 단순 A 레코드로 바꾸세요.',
    },
  );

export const aliasSet = (pair: Pair, { id }: HostedZone): Blocked =>
  blockedBy(
    'alias',
    {
      en: `The A record of ${pair.hostname} in the hosted zone ${id} is an alias to another AWS resource, so no address can be added.`,
      ko: `${id} 호스팅 영역의 ${pair.hostname} A 레코드는 다른 AWS 리소스의 별칭이라 주소를 추가할 수 없습니다.`,
    },
    { en: 'Choose another name for the mail server.', ko: '메일 서버에 쓸 다른 이름을 정하세요.' },
  );

export const wildcardAnswers = (pair: Pair, { id, name }: HostedZone): Blocked =>
  blockedBy(
    'wildcard',
    {
      en: `A wildcard in the hosted zone ${id} (${name}) answers for ${pair.hostname}. A record of its own would hide everything that the wildcard gives to it.`,
      ko: `${id}(${name}) 호스팅 영역의 와일드카드가 ${pair.hostname} 이름에 응답합니다. 레코드를 따로 만들면 와일드카드의 응답이 모두 가려집니다.`,
    },
    {
      en: 'If the name is not used otherwise, publish the record by hand. If it is, choose another name.',
      ko: '다른 곳에 쓰지 않는 이름이라면 레코드를 직접 등록하고, 쓰고 있다면 다른 이름을 정하세요.',
    },
  );

export const needsMerge = (pair: Pair, others: readonly string[]): Blocked =>
  blockedBy(
    'needs-merge',
    {
      en: `${pair.hostname} already has other addresses (${shownAll(others)}).`,
      ko: `${pair.hostname} 이름에 이미 다른 주소가 있습니다(${shownAll(others)}).`,
    },
    {
      en: `If ${pair.address} belongs with them, allow Postwatch to add it (--merge; "merge": true in the API): all of them stay. If they are old, remove them first.`,
      ko: `함께 쓸 주소라면 --merge 옵션을 붙여 다시 실행하세요(API: "merge": true). 기존 주소는 그대로 둡니다. 오래된 주소라면 먼저 지우세요.`,
    },
  );

export const forwardNotAnswered = (pair: Pair): Blocked =>
  blockedBy(
    'forward-not-answered',
    {
      en: `The record ${addressLine(pair)} is in Route 53, but not every name server of the zone answers it.`,
      ko: `Route 53에는 레코드가 있지만 일부 네임서버가 아직 응답하지 않습니다: ${addressLine(pair)}`,
    },
    {
      en: 'EC2 was not asked for anything. Query the name servers yourself (dig), check whether someone else changes the record, and try again.',
      ko: 'EC2에는 아무것도 요청하지 않았습니다. 네임서버에 직접 조회하고(dig), 다른 사용자가 레코드를 바꾸는지 확인한 뒤 다시 시도하세요.',
    },
  );
