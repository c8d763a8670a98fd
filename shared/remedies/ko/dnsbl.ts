/** Blocklists, in Korean. */
import type { RemedyCatalogue, RemedyParams, Step } from '../../model/remedy.ts';
import { allSteps, oneStep, onlyWaits, type StepPlace } from '../step.ts';
import { expiryTextKo, NEVER_PAY_KO, removalStepKo } from './removal.ts';

type DnsblIds = Extract<keyof RemedyCatalogue, `dnsbl.${string}`>;

const NOTHING = '조치할 것은 없습니다. 이 목록만으로 메일을 거부하는 수신 서버는 드뭅니다.';

const CAUSES = {
  address: '탈취된 메일 계정, 해킹된 웹사이트나 문의·가입 폼, 악성코드에 감염된 호스트, 오래된 수신자 명단',
  domain: '수신 동의 없이 보낸 메일, 해킹된 웹사이트, 본문에 넣은 단축 URL이나 악용된 링크',
} as const;

export const DNSBL_KO: Pick<RemedyCatalogue, DnsblIds> = {
  'dnsbl.info': (entry) =>
    onlyWaits(entry) ? [oneStep([NOTHING, ...endsOf(entry)].join(' '))] : allSteps(oneStep(NOTHING), removal(entry)),
  'dnsbl.listed': (entry) =>
    allSteps(
      lookFirst(entry),
      oneStep(
        `원인을 먼저 찾아 제거하십시오. 원인이 남아 있으면 해제하더라도 다시 등재됩니다. 흔한 원인: ${CAUSES[entry.of]}.`,
      ),
      removal(entry),
      entry.command === undefined ? null : oneStep('해제되었는지 확인하십시오.', { command: entry.command }),
    ),
  'dnsbl.policy': (entry) =>
    allSteps(
      lookFirst(entry),
      entry.reverse === undefined
        ? null
        : oneStep(
            '고정 IP라면 정방향 조회와 일치하는 자체 역방향 DNS를 설정하십시오. 방법은 아래 명령으로 확인하십시오.',
            {
              command: entry.reverse,
            },
          ),
      removal(entry),
      oneStep('유동 IP라면 직접 발송하지 말고 SMTP 인증 릴레이(스마트호스트)로 발송하십시오.'),
      entry.command === undefined ? null : oneStep('해제되었는지 확인하십시오.', { command: entry.command }),
    ),
  'dnsbl.refused-key': ({ variable, parameter, command, url }) =>
    allSteps(
      oneStep(
        `운영자 계정에서 키가 유효한지, 이 데이터를 사용할 수 있는지, 사용량 한도를 넘지 않았는지 확인한 뒤 다시 점검하십시오. 키를 저장한 곳: ${variable}, ${parameter}.`,
        { command },
      ),
      lookUp({ url }),
    ),
  'dnsbl.refused-unregistered': ({ operator, command, url }) =>
    allSteps(
      oneStep(
        `조회에 쓰는 IP를 목록 운영자(${operator})에게 등록한 뒤 다시 점검하십시오. Lambda에서 조회한다면 고정 IP가 있는 NAT 게이트웨이가 필요합니다.`,
        { command },
      ),
      lookUp({ url }),
    ),
  'dnsbl.refused-resolver': ({ key, command, url }) =>
    allSteps(
      oneStep(
        '운영자가 허용하는 리졸버로 조회하고(--resolver host:port), 조회 횟수를 줄이십시오. 자체 역방향 DNS가 있는 IP에서 직접 운영하는 리졸버여야 합니다. 공용 리졸버와 VPC 리졸버는 거부하는 목록이 많습니다.',
        { command },
      ),
      key === undefined
        ? null
        : oneStep(`또는 목록 운영자(${key.operator})에게서 키를 발급받으십시오.`, { url: key.page }),
      key === undefined
        ? null
        : oneStep(`발급받은 키를 환경 변수 ${key.variable}에 저장하십시오. AWS에서는 아래 명령으로 저장합니다.`, {
            command: key.store,
          }),
      lookUp({ url }),
    ),
  'dnsbl.dead': ({ list, command }) => [
    oneStep('해제를 요청하지 마십시오. 해제할 대상이 없습니다.'),
    oneStep(skip(list), { command }),
  ],
  'dnsbl.unreachable': ({ command, url }) =>
    allSteps(
      oneStep('잠시 뒤 다시 점검하거나 다른 리졸버를 지정하십시오(--resolver host:port).', { command }),
      lookUp({ url }),
    ),
  'dnsbl.not-asked': ({ command }) => [
    oneStep('명령의 제한 시간을 늘리거나(--timeout), 한 번에 점검하는 IP 수를 줄이십시오.', { command }),
  ],
  'dnsbl.unproven': ({ list, command, url }) =>
    allSteps(
      oneStep('응답이 없다고 해서 등재되지 않은 것으로 보지 마십시오.'),
      lookUp({ url }),
      oneStep(skip(list), { command }),
    ),
  'dnsbl.unrecognised': ({ command, url }) =>
    allSteps(
      oneStep('이 응답만으로 등재 여부를 판단하지 마십시오. 나중에 다시 점검하십시오.', { command }),
      lookUp({ url }),
    ),
};

const lookFirst = ({ obscure }: RemedyParams['dnsbl.listed']): Step | null =>
  obscure === true
    ? oneStep(
        '조치하기 전에 먼저 확인하십시오. 이 목록은 공개된 자료가 적고, 사용한다고 밝힌 수신 서버도 확인하지 못했습니다.',
      )
    : null;

const endsOf = (entry: RemedyParams['dnsbl.listed']): readonly string[] => [
  ...expiryTextKo(entry),
  ...(entry.removal?.paid === true ? [NEVER_PAY_KO] : []),
];

/** The request is the act; how it ends without one, and that nobody should pay, belongs to it. */
function removal(entry: RemedyParams['dnsbl.listed']): Step | null {
  const asked = removalStepKo(entry);
  const ends = endsOf(entry);
  if (asked === null) return ends.length === 0 ? null : oneStep(ends.join(' '));
  return { ...asked, text: [asked.text, ...ends].join(' ') };
}

const lookUp = ({ url }: StepPlace): Step | null =>
  url === undefined ? null : oneStep('그때까지는 조회 페이지에서 직접 확인하십시오.', { url });

const skip = (list: string): string =>
  `나중에 다시 점검하십시오. 계속되면 이 목록을 설정에서 제외하십시오: "skip": ["${list}"]`;
