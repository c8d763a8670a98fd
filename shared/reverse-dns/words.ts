/** What each step of the work on a reverse name says: one sentence or two, in every language. */
import type { Text } from '../model/language.ts';
import type { Allocation } from './ports.ts';

export const OPENING: Text = { en: 'Look up what EC2 and DNS have.', ko: 'EC2와 DNS의 현재 상태를 확인합니다.' };
export const WAIT_FOR_EC2: Text = { en: 'Wait until EC2 has applied it.', ko: 'EC2에 반영되기를 기다립니다.' };
export const CHECK_DNS: Text = { en: 'Check that DNS confirms it.', ko: 'DNS에 반영되었는지 확인합니다.' };
export const REMOVE_NAME: Text = { en: 'Ask EC2 to remove the name.', ko: 'EC2에 초기화를 요청합니다.' };
export const SEND_CALLS: Text = { en: 'Send the calls.', ko: '요청을 보냅니다.' };
export const NOTHING_TO_SEND: Text = { en: 'There is nothing to send.', ko: '보낼 요청이 없습니다.' };
export const WAIT_FOR_ROUTE53: Text = {
  en: 'Wait until Route 53 answers with the record.',
  ko: 'Route 53이 레코드로 응답하기를 기다립니다.',
};
export const checkForward = (hostname: string, ip: string): Text => ({
  en: `Check that ${hostname} resolves to ${ip}.`,
  ko: `${hostname}의 정방향 조회 결과가 ${ip}인지 확인합니다.`,
});

/** `dns`: what the resolver answered; null where it has none. `failed`: why there was no answer. */
export function planned(
  { publicIp, allocationId, region }: Allocation,
  before: string | null,
  dns: string | null,
  failed: Text | null,
): Text {
  const ec2 = before ?? 'no reverse name';
  const ec2Ko = before ?? '없음';
  const en = failed === null ? (dns ?? 'none') : `no answer (${failed.en})`;
  const ko = failed === null ? (dns ?? '없음') : `조회 실패(${failed.ko})`;
  return {
    en: `${publicIp} is ${allocationId} in ${region}. Reverse name in EC2: ${ec2}. In DNS: ${en}.`,
    ko: `${publicIp}, 할당 ID ${allocationId}(${region}). EC2에 기록된 이름: ${ec2Ko}, DNS의 이름: ${ko}`,
  };
}

export const forwardFound = (hostname: string, ip: string): Text => ({
  en: `${hostname} resolves to ${ip}.`,
  ko: `${hostname} A ${ip} 확인함`,
});
export const forwardAlias = (hostname: string, target: string): Text => ({
  en: `${hostname} is an alias (CNAME) of ${target}. A reverse name must not be an alias (RFC 2181 section 10.2). Use ${target}, or give ${hostname} an A record of its own.`,
  ko: `${hostname} 이름은 CNAME입니다(대상: ${target}). 역방향 DNS의 이름은 CNAME이 아니어야 합니다(RFC 2181 10.2절). 대상 이름을 쓰거나 A 레코드를 따로 등록하세요.`,
});
export const recordUnseen = (zone: string): Text => ({
  en: `The record is in Route 53. Not every name server of ${zone} answers it yet.`,
  ko: `Route 53에 레코드가 있습니다. ${zone}의 일부 네임서버가 아직 응답하지 않습니다.`,
});
export const CHANGE_PENDING: Text = {
  en: 'Route 53 is copying the change to its servers (PENDING).',
  ko: 'Route 53이 변경을 서버에 반영하고 있습니다(PENDING).',
};
export const CHANGE_DONE: Text = {
  en: 'Route 53 has copied the change to all its servers (INSYNC).',
  ko: 'Route 53이 변경을 모든 서버에 반영했습니다(INSYNC).',
};

/** `beside`: how many other addresses stay. */
export const recordAdded = (hostname: string, ip: string, zone: string, beside: number): Text => ({
  en: `Route 53: add ${hostname} A ${ip} to the zone ${zone}${beside === 0 ? '' : ` (${beside} more stay)`}.`,
  ko: `Route 53: ${zone} 호스팅 영역에 ${hostname} A ${ip} 등록${beside === 0 ? '' : `(기존 주소 ${beside}개 유지)`}`,
});
export const recordDone = (hostname: string, ip: string, zone: string): Text => ({
  en: `${hostname} A ${ip} added (Route 53, zone ${zone}).`,
  ko: `${hostname} A ${ip} 등록함(Route 53, ${zone} 호스팅 영역)`,
});
export const REQUEST_SENT: Text = { en: 'EC2 accepted the request and is working on it.', ko: 'EC2에 접수됨, 처리 중' };

export const nameSet = (hostname: string, ip: string): Text => ({
  en: `EC2: set the reverse name of ${ip} to ${hostname}.`,
  ko: `EC2: ${ip}의 역방향 DNS를 ${hostname} 이름으로 설정`,
});
export const nameRemoved = (ip: string): Text => ({
  en: `EC2: remove the reverse name of ${ip}.`,
  ko: `EC2: ${ip}의 역방향 DNS 초기화`,
});

export const ec2Has = (hostname: string | null): Text =>
  hostname === null
    ? { en: 'EC2 has no reverse name of yours.', ko: 'EC2에 설정된 이름이 없습니다.' }
    : { en: `EC2 already has ${hostname}.`, ko: `EC2에 이미 설정되어 있습니다: ${hostname}` };
export const ALREADY_ASKED: Text = { en: 'EC2 already has the request.', ko: 'EC2에 이미 요청되어 처리 중입니다.' };
export const ec2Applied = (hostname: string | null): Text =>
  hostname === null
    ? { en: 'EC2 has removed the name.', ko: 'EC2가 이름을 초기화했습니다.' }
    : { en: 'EC2 has applied the name.', ko: 'EC2에 반영되었습니다.' };
export const ec2Busy = (value: string): Text => ({
  en: `EC2 is still working on an earlier request (${value}).`,
  ko: `EC2가 이전 요청을 처리하고 있습니다(${value}).`,
});
export const ec2Pending = (status: string): Text => ({
  en: `EC2 has the request and has not applied it yet (${status}).`,
  ko: `EC2에 접수되어 처리 중입니다(${status}).`,
});
export const ec2Behind = (has: string | null): Text => ({
  en: `EC2 reports no update and still has ${has ?? 'no name'}.`,
  ko: `EC2가 아직 이전 값으로 응답합니다: ${has ?? '없음'}`,
});

export const CONFIRMED: Text = {
  en: 'The zones and a public resolver answer the PTR record and the forward record that confirms it.',
  ko: '권한 네임서버와 공용 리졸버에서 역방향 DNS와 정방향 조회가 모두 확인되었습니다.',
};
export const CONFIRMED_GONE: Text = {
  en: 'The zone and a public resolver no longer answer the old name.',
  ko: '권한 네임서버와 공용 리졸버에서 이전 이름이 조회되지 않습니다.',
};
export const FORWARD_LOST: Text = {
  en: 'The forward record has been removed in the meantime.',
  ko: '그사이에 정방향 레코드가 삭제되었습니다.',
};

export type ProofPart = 'ptr-resolver' | 'ptr-servers' | 'a-resolver' | 'a-servers';
const PARTS: Readonly<Record<ProofPart, Text>> = {
  'ptr-resolver': { en: 'PTR record at the public resolver', ko: '공용 리졸버의 PTR 레코드' },
  'ptr-servers': { en: 'PTR record at the servers of its zone', ko: '권한 네임서버의 PTR 레코드' },
  'a-resolver': { en: 'A record at the public resolver', ko: '공용 리졸버의 A 레코드' },
  'a-servers': { en: 'A record at the servers of its zone', ko: '권한 네임서버의 A 레코드' },
};

/** `open`: what is not there yet, or could not be looked up. */
export function proofOpen(
  hostname: string | null,
  open: readonly { readonly part: ProofPart; readonly isSilent: boolean }[],
): Text {
  const each = open.map(({ part, isSilent }) => ({
    en: `${PARTS[part].en} (${isSilent ? 'could not be looked up' : 'not yet'})`,
    ko: `${PARTS[part].ko}(${isSilent ? '조회 실패' : '아직'})`,
  }));
  const en = each.map((one) => one.en).join(', ');
  const ko = each.map((one) => one.ko).join(', ');
  return {
    en: `EC2 has ${hostname === null ? 'removed the name' : hostname}. DNS still lacks: ${en}.`,
    ko: `${hostname === null ? 'EC2가 이름을 초기화했습니다.' : `EC2에 설정된 이름: ${hostname}.`} DNS 반영 대기: ${ko}`,
  };
}

export const DONE_RESET: Text = {
  en: 'Nothing. You can release the address now.',
  ko: '할 일이 없습니다. 이제 이 Elastic IP를 릴리스(반납)할 수 있습니다.',
};
export const DONE_SET: Text = {
  en: 'Nothing. While it has the name, the address cannot be released: remove the name first (--reset).',
  ko: '할 일이 없습니다. 이름이 설정되어 있는 동안은 릴리스(반납)할 수 없으니, 릴리스하기 전에 초기화하세요(--reset).',
};

export const awsRetry = (trouble: Text): Text => ({
  en: `${trouble.en} We try again.`,
  ko: `${trouble.ko} 다시 시도합니다.`,
});
export const dnsRetry = (what: Text): Text => ({
  en: `DNS gave no answer: ${what.en}.`,
  ko: `DNS 응답이 없습니다: ${what.ko}`,
});

export const amazonsName = (shown: string): Text => ({
  en: `"${shown}" is a name of Amazon's, as EC2 gives one to every address.`,
  ko: `EC2가 모든 IP에 붙이는 Amazon의 이름입니다: "${shown}"`,
});
export const underscoreName = (shown: string): Text => ({
  en: `"${shown}" is not a host name: underscores are allowed only in other DNS names.`,
  ko: `호스트 이름에는 밑줄(_)을 쓸 수 없습니다: "${shown}"`,
});
