/** How an entry of a blocklist goes away, in Korean: one whole sentence for each way there is. */
import type { RemedyParams, Step } from '../../model/remedy.ts';
import type { Removal, RemovalKind, RemovalNeed } from '../../model/removal.ts';
import { oneStep } from '../step.ts';

type Entry = RemedyParams['dnsbl.listed'];

export const NEVER_PAY_KO = '해제 비용을 요구하더라도 지불하지 마십시오.';
const PAGE = '목록 운영자의 페이지에서 해제를 요청하십시오.';

const ASK: Readonly<Record<Exclude<RemovalKind, 'stated'>, (removal: Removal) => string>> = {
  self: () => '조회 페이지에서 직접 해제하십시오.',
  temporary: () =>
    '조회 페이지에서 해제하십시오. 임시 해제이므로, 페이지에 표시된 원인을 고치지 않으면 다시 등재됩니다.',
  form: () => '해제 신청서를 한 번만 제출하십시오. 여러 번 신청하면 처리되지 않을 수 있습니다.',
  email: ({ mailbox }) =>
    mailbox === undefined
      ? '목록 운영자에게 메일로 해제를 요청하십시오.'
      : `목록 운영자에게 메일로 해제를 요청하십시오. 받는 사람: ${mailbox}`,
  owner: () =>
    'IP를 할당한 사업자에게 해제 요청을 부탁하십시오. 해제는 그 사업자만 요청할 수 있습니다(Elastic IP라면 AWS). 조회 페이지의 등재 번호와 조치한 내용을 함께 전달하십시오.',
  component: () => '조회 페이지에서 등재한 세부 목록을 확인하고, 그 목록의 해제 방법을 따르십시오.',
  wait: () => '원인이 된 발송을 멈추고 자동 해제를 기다리십시오. 직접 해제하는 절차가 없습니다.',
  range: () =>
    '기다리십시오. 이 IP가 아니라 사업자의 대역 전체가 등재된 것이므로 이 IP에서 할 수 있는 조치가 없습니다.',
  closed: () => '해제를 요청하지 마십시오. 운영이 종료된 목록이라 해제할 대상이 없습니다.',
};

const NEED: Readonly<Record<RemovalNeed, string>> = {
  account: '목록 운영자의 무료 계정',
  cleaned: '원인을 제거한 서버나 웹사이트',
  contact: '연락처',
  reason: '등재 원인과 조치한 내용',
  english: '영어로 쓴 요청서',
  'own-reverse-name': '정방향 조회와 일치하는 자체 역방향 DNS',
  'postmaster-mailbox': '요청을 보낼 도메인의 postmaster@ 또는 abuse@ 메일함',
  'mail-from-domain': '요청을 보낼, 등재된 도메인의 메일함',
  'mail-from-elsewhere': '등재된 IP로 발송하지 않는 메일함',
  'from-the-address': '등재된 IP에서 직접 여는 연결',
  'no-backscatter': '반송 메일을 나중에 보내지 않고 SMTP 단계에서 거부하는 설정',
};

/** Null where nothing is known of a way out. */
export function removalStepKo({ removal, url }: Entry): Step | null {
  if (removal === undefined) return url === undefined ? null : oneStep(PAGE, { url });
  if (removal.kind === 'stated') return statedStep(removal, url);
  const needs = (removal.needs ?? []).map((need) => NEED[need]);
  const ready = needs.length === 0 ? [] : [`준비할 것: ${needs.join(', ')}.`];
  const text = [ASK[removal.kind](removal), ...ready, ...timeText(removal)].join(' ');
  return oneStep(text, { url: removal.kind === 'closed' ? undefined : url });
}

/** The words of a file of lists stay in the language in which they were written. */
function statedStep(removal: Removal, url: string | undefined): Step | null {
  const { words } = removal;
  if (words === undefined && url === undefined) return null;
  const guidance = words === undefined ? [] : [`목록의 안내: ${words}`];
  return oneStep([PAGE, ...timeText(removal), ...guidance].join(' '), { url });
}

function timeText({ hours, kind }: Removal): readonly string[] {
  if (hours === undefined) return [];
  if (hours === 0) return ['바로 반영됩니다.'];
  const span = typeof hours === 'number' ? `${spanText(hours)} 이내` : `${hours[0]}~${hours[1]}시간`;
  return [kind === 'wait' ? `보통 ${span}에 해제됩니다.` : `보통 ${span}에 처리됩니다.`];
}

const spanText = (hours: number): string => (hours <= 48 ? `${hours}시간` : `${Math.round(hours / 24)}일`);

/** What happens without a request. */
export function expiryTextKo({ expiry, removal }: Entry): readonly string[] {
  if (expiry === undefined) return [];
  const { kind, afterDays } = expiry;
  switch (kind) {
    case 'never':
      return ['자동으로 해제되지 않습니다.'];
    case 'per-sublist':
      return afterDays === undefined
        ? ['자동 해제 여부는 등재 종류에 따라 다릅니다.']
        : [
            `자동 해제 시점은 등재 종류에 따라 다르며, 늦어도 마지막 감지 후 ${daysText(afterDays)}이 지나면 해제됩니다.`,
          ];
    case 'automatic':
      if (afterDays !== undefined) return [`마지막 감지 후 약 ${daysText(afterDays)}이 지나면 자동으로 해제됩니다.`];
      return removal?.kind === 'wait' ? [] : ['요청하지 않아도 시간이 지나면 자동으로 해제됩니다.'];
  }
}

const daysText = (count: number): string => (count <= 2 ? `${Math.round(count * 24)}시간` : `${count}일`);
