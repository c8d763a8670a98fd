/** The words of the work on a reverse name on the screen, in every language. */
import type { Language, Text } from '../../shared/model/language.ts';
import type { ReverseDnsStep } from '../../shared/reverse-dns/state.ts';

export type ReverseDnsHead = 'stopped' | 'pending' | 'unknown';
export type BlockedLabel = 'message' | 'todo' | 'command' | 'record' | 'batch';

export type ReverseDnsWords = {
  readonly none: string;
  readonly stage: Readonly<Record<ReverseDnsStep['stage'], string>>;
  readonly looking: string;
  readonly lookingFor: (address: string) => string;
  readonly waiting: (stage: string, minutes: number, seconds: number) => string;
  readonly stopped: string;
  readonly confirmed: (address: string, hostname: string) => string;
  readonly reset: (address: string) => string;
  readonly already: string;
  readonly head: Readonly<Record<ReverseDnsHead, string>>;
  readonly labels: Readonly<Record<BlockedLabel, string>>;
  readonly lastJob: string;
  readonly elasticIp: (allocationId: string, region: string, isManaged: boolean) => string;
  readonly noName: string;
  /** Where DNS has none, or did not say. */
  readonly inDns: (rcode: string, isAnswered: boolean) => string;
  readonly requested: (value: string, status: string, reason: string) => string;
  readonly nothingToSend: string;
  readonly warning: string;
  readonly sending: (call: string, resource: string, caller: string) => string;
};

const EN: ReverseDnsWords = {
  none: '(no reverse name)',
  stage: {
    plan: 'Elastic IP',
    forward: 'Set up',
    requested: 'EC2',
    applied: 'DNS',
    confirmed: 'Done',
  },
  looking: 'checking EC2, Route 53 and DNS …',
  lookingFor: (address) => `looking up ${address} …`,
  waiting: (stage, minutes, seconds) =>
    `${stage}: waiting, ${minutes} min ${seconds} s so far. This can take up to 15 minutes. Ctrl-C stops it.`,
  stopped: 'Not finished. Run the same command again to resume. Nothing is lost: EC2 and Route 53 keep what was done.',
  confirmed: (address, hostname) => `✓ Done: the reverse name of ${address} is ${hostname}, and it resolves back.`,
  reset: (address) => `✓ Done: the reverse name of ${address} was removed. You can release this Elastic IP now.`,
  already: 'There was nothing to change.',
  head: { stopped: 'Stopped', pending: 'Not finished yet', unknown: 'Unknown' },
  labels: {
    message: 'AWS says',
    todo: 'What to do',
    command: 'Command:',
    record: 'Record:',
    batch: 'The same as a Route 53 change batch:',
  },
  lastJob: 'Last job',
  elasticIp: (allocationId, region, isManaged) =>
    `${allocationId} in ${region}${isManaged ? ', tagged postwatch:manage=true' : ''}`,
  noName: 'no reverse name set',
  inDns: (rcode, isAnswered) => `${isAnswered ? 'no reverse name' : 'could not be looked up'} (${rcode})`,
  requested: (value, status, reason) =>
    `requested: ${value} (${[status, reason].filter((one) => one !== '').join(', ')})`,
  nothingToSend: 'There is nothing to send.',
  warning: 'Warning',
  sending: (call, resource, caller) => `${call} ${resource}, as ${caller}`,
};

const KO: ReverseDnsWords = {
  none: '(역방향 DNS 없음)',
  stage: {
    plan: 'Elastic IP',
    forward: '설정',
    requested: 'EC2 반영',
    applied: 'DNS 반영',
    confirmed: '완료',
  },
  looking: 'EC2, Route 53, DNS 확인 중 …',
  lookingFor: (address) => `${address} 조회 중 …`,
  waiting: (stage, minutes, seconds) =>
    `${stage} 대기: ${minutes}분 ${seconds}초 경과. 최대 15분까지 걸릴 수 있습니다. 중단하려면 Ctrl-C를 누르세요.`,
  stopped:
    '끝나지 않았습니다. 같은 명령을 다시 실행하면 이어서 진행합니다. 처리된 내용은 EC2와 Route 53에 남아 있습니다.',
  confirmed: (address, hostname) => `✓ 완료: ${address}의 역방향 DNS는 ${hostname}, 정방향 조회와 일치`,
  reset: (address) =>
    `✓ 완료: ${address}의 역방향 DNS를 초기화했습니다. 이제 이 Elastic IP를 릴리스(반납)할 수 있습니다.`,
  already: '변경할 것이 없었습니다.',
  head: { stopped: '중단', pending: '아직 끝나지 않음', unknown: '확인 불가' },
  labels: {
    message: 'AWS 응답',
    todo: '조치',
    command: '명령:',
    record: '등록할 레코드:',
    batch: '같은 내용의 Route 53 변경 배치:',
  },
  lastJob: '마지막 작업',
  elasticIp: (allocationId, region, isManaged) =>
    `${allocationId}(${region})${isManaged ? ', postwatch:manage=true 태그 있음' : ''}`,
  noName: '설정된 이름 없음',
  inDns: (rcode, isAnswered) => `${isAnswered ? '역방향 DNS 없음' : '조회하지 못함'}(${rcode})`,
  requested: (value, status, reason) => `요청됨: ${value}(${[status, reason].filter((one) => one !== '').join(', ')})`,
  nothingToSend: '보낼 요청이 없습니다.',
  warning: '주의',
  sending: (call, resource, caller) => `${call} ${resource} 호출(호출한 사람: ${caller})`,
};

export const REVERSE_DNS_WORDS: Readonly<Record<Language, ReverseDnsWords>> = { en: EN, ko: KO };

/** On standard error. */
export const dnsDidNotAnswer = (address: string, rcode: string): Text => ({
  en: `The reverse name of ${address} could not be looked up in DNS (${rcode}).`,
  ko: `${address}의 역방향 DNS를 조회하지 못했습니다(${rcode}).`,
});
