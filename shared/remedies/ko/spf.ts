/** SPF, in Korean. */
import type { RemedyCatalogue, RemedyParams, SpfFlattening, Step } from '../../model/remedy.ts';
import { printable } from '../../model/text.ts';
import { allSteps, oneStep } from '../step.ts';

type SpfIds = Extract<keyof RemedyCatalogue, `spf.${string}`>;

export const SPF_KO: Pick<RemedyCatalogue, SpfIds> = {
  'spf.publish': (edit) =>
    allSteps(
      edit.includedLine === undefined
        ? null
        : oneStep('다음 TXT 레코드를 먼저 등록하십시오.', { record: edit.includedLine }),
      edit.isFirst
        ? oneStep(
            `${edit.domain} 도메인으로 메일을 보내는 다른 서버와 서비스를 아래 레코드에 모두 추가하십시오. 확인된 발송 서버만 적혀 있습니다.`,
          )
        : null,
      publishSteps(edit),
      edit.left === undefined
        ? null
        : oneStep(
            `이 레코드로 해결되지 않는 항목이 있습니다. 이름을 고치거나, 그 항목으로 보내는 서버가 없는 것을 확인한 뒤 제거하십시오. ${edit.left.ko}`,
          ),
      edit.unseen === undefined
        ? null
        : oneStep(
            `이 이름의 TXT 값을 모두 확인하고 그대로 유지하십시오. Route 53 명령은 TXT 값 전체를 바꾸므로 출력하지 않았습니다. ${edit.unseen.ko}`,
            { command: edit.see },
          ),
      edit.senders === 0
        ? null
        : oneStep(
            '발송 서버 가운데 모르는 서버가 있다면 발송을 중단하고 계정과 서버가 침해되지 않았는지 확인하십시오.',
          ),
    ),
  'spf.unreadable': ({ domain, count, words }) =>
    allSteps(
      oneStep(
        `해석할 수 없는 항목 ${count}개를 고치십시오. 그 항목을 빼면 허용했던 서버의 발송이 막힐 수 있으므로 ${domain} 도메인의 레코드를 제안하지 않습니다.`,
      ),
      words.map(({ text, guess }) =>
        oneStep(`다음 항목을 고치십시오: ${text}. ${guess?.ko ?? '무엇을 뜻하는지 알 수 없습니다.'}`),
      ),
      oneStep('고친 뒤 다시 점검하십시오.'),
    ),
  'spf.over-limit': ({ domain, cost, limit, includes }) => [
    oneStep(
      `${domain} 도메인으로 더 이상 메일을 보내지 않는 서비스의 include를 제거하십시오. SPF 레코드 전체의 DNS 조회가 ${cost}회이며, 허용 횟수는 ${limit}회입니다.${includes.length === 0 ? '' : ` 조회가 많은 항목: ${includes.map(flattened).join(', ')}.`}`,
    ),
    oneStep('또는 일부 메일을 별도의 레코드가 있는 하위 도메인에서 보내십시오.'),
    oneStep(
      'include를 IP 대역으로 풀어 쓰는 방법은 프로그램으로 계속 갱신할 때에만 사용하십시오. 서비스가 서버를 바꾸면 풀어 쓴 값은 맞지 않게 됩니다.',
    ),
  ],
  'spf.no-proposal': ({ domain, why }) => [
    oneStep(
      `다음 문제를 먼저 해결하십시오. 레코드 수정만으로는 해결되지 않아 ${domain} 도메인의 레코드를 제안하지 않습니다. ${why.ko}`,
    ),
    oneStep('해결한 뒤 다시 점검하십시오.'),
  ],
  'spf.first-record': ({ domain }) => [
    oneStep(
      `${domain} 도메인에서 메일을 보낸다면 발송 서버를 모두 적어 TXT 레코드를 등록하십시오. 아래 예는 MX 호스트의 발송을 허용합니다. 다른 발송 서버는 ip4: 또는 ip6: 항목으로 추가하십시오.`,
      { record: '"v=spf1 mx ~all"' },
    ),
    oneStep('메일을 보내지 않는 도메인이라면 다음 TXT 레코드를 등록하십시오.', { record: '"v=spf1 -all"' }),
    oneStep(`등록한 뒤 발송 IP마다 --domain ${domain} 옵션으로 점검하십시오.`),
  ],
  'spf.missing-domain': ({ domain, below, line }) => [
    oneStep(
      `${domain} 도메인이 존재하지 않습니다. 이름을 적은 곳(--domain 옵션, postwatch:domains 태그, 설정 파일)에서 철자를 확인하십시오.`,
    ),
    below === null
      ? oneStep(
          '철자가 맞다면 등록되지 않았거나, 만료되었거나, 위임이 끊긴 도메인입니다. 등록 대행업체에서 상태를 확인하십시오.',
        )
      : oneStep(`철자가 맞고 ${below} 도메인을 직접 관리한다면 이 이름에 레코드를 등록하십시오.`, {
          record: line ?? undefined,
        }),
  ],
  'spf.ask-again': ({ domain, command }) => [
    oneStep(`설정을 바꾸지 마십시오. 지금은 ${domain} 도메인의 SPF 상태를 알 수 없습니다.`),
    oneStep('다시 조회하십시오.', { command }),
    oneStep('계속 실패하면 해당 도메인의 네임서버와 사용 중인 DNS 리졸버를 점검하십시오.'),
  ],
  'spf.near-limit': ({ limit, dearest }) => [
    oneStep(
      `더 이상 메일을 보내지 않는 서비스의 include를 제거하십시오.${dearest.length === 0 ? '' : ` 조회가 많은 항목: ${dearest.join(', ')}.`}`,
    ),
    oneStep(
      `호스트는 DNS 조회가 필요 없는 ip4: 또는 ip6: 항목으로 적으십시오. 조회가 ${limit}회를 넘으면 수신 서버의 판정은 permerror입니다.`,
    ),
  ],
  'spf.wide': ({ terms, domain }) => [
    oneStep(
      `다음 항목을 실제 발송 대역으로 바꾸십시오: ${terms}. 지금은 그 대역의 누구나 ${domain} 도메인의 SPF를 통과합니다.`,
    ),
  ],
  'spf.plus-all': ({ term, within, domain }) => [
    oneStep(`${domain} 도메인으로 메일을 보내는 서버를 SPF 레코드에 모두 적으십시오.`),
    oneStep(
      `${within === null ? '' : `${within}의 레코드에서 `}"${term}" 항목을 "~all" 또는 "-all" 항목으로 바꾸십시오.`,
    ),
  ],
  'spf.ptr-term': ({ term }) => [
    oneStep(
      `"${term}" 항목을 ip4, ip6 또는 a 항목으로 바꾸십시오. 느리고 DNS 조회 횟수에 포함되며, 무시하는 수신 서버도 있습니다.`,
    ),
  ],
  'spf.long': ({ domain }) => [
    oneStep(
      `${domain}의 레코드를 줄이십시오. 쓰지 않는 항목을 지우거나, 이웃한 대역을 합치거나, 일부를 별도의 include로 나누십시오.`,
    ),
  ],
  'spf.missing-space': () => [oneStep('앞 문자열 끝에 공백을 넣으십시오. DNS는 TXT 문자열을 그대로 이어 붙입니다.')],
  'spf.dead-include': ({ terms }) => [
    oneStep(
      `다음 항목을 제거하거나 그쪽의 레코드를 고치게 하십시오: ${terms}. 이 항목까지 평가한 수신 서버의 판정은 permerror입니다.`,
    ),
  ],
  'spf.dead-term': ({ limit }) => [
    oneStep(
      `이름을 고치거나, 호스트가 없어졌다면 항목을 제거하십시오. 결과가 없는 DNS 조회(void lookup)가 ${limit}회를 넘으면 수신 서버의 판정은 permerror입니다.`,
    ),
  ],
  'spf.ignored': () => [
    oneStep('all 항목을 맨 끝에 두십시오. 그 뒤에 적은 항목은 적용되지 않습니다.'),
    oneStep('redirect= 항목은 all 항목이 없는 레코드에서만 사용하십시오.'),
    oneStep('항목의 값은 콜론(:) 뒤에 적으십시오.'),
  ],
  'spf.type99': ({ domain }) => [
    oneStep(`${domain}의 SPF 유형 레코드를 삭제하십시오. 수신 서버는 TXT 레코드만 읽습니다(RFC 7208 3.1절).`),
  ],
  'spf.include-changed': ({ names, domain }) => [
    oneStep(
      `다음 이름의 현재 값을 확인하십시오: ${names}. ${domain} 도메인으로 메일을 보내는 서버만 모두 포함하는지 서비스 제공자에게 확인하십시오.`,
    ),
  ],
};

function publishSteps(edit: RemedyParams['spf.publish']): readonly Step[] {
  const { domain, changes, senders, cost, limit, line, command, isFirst } = edit;
  const act = isFirst
    ? `${domain} 도메인에 아래 TXT 레코드를 등록하십시오.`
    : `${domain} 도메인의 SPF 레코드를 아래 값으로 바꾸십시오. 레코드를 하나 더 만들지 마십시오.`;
  const who = senders === 0 ? '' : ` 이 레코드로 평가하면 확인된 발송 IP ${senders}개가 모두 통과합니다.`;
  return allSteps(
    oneStep(`${act} 변경 내용: ${changes.ko}.${who} DNS 조회는 ${limit}회 중 ${cost}회를 사용합니다.`, {
      record: line,
    }),
    command === undefined
      ? null
      : oneStep(`Route 53을 사용한다면 아래 명령의 YOUR_ZONE_ID를 호스팅 영역 ID로 바꿔 실행하십시오.${along(edit)}`, {
          command,
        }),
  );
}

/** The command replaces all TXT values of the name, so it holds the others too. */
function along({ neighbours }: RemedyParams['spf.publish']): string {
  if (neighbours === 0) return '';
  return ` 이 명령은 이 이름의 TXT 값 전체를 바꾸므로 다른 값 ${neighbours}개도 함께 담았습니다. 그 값이 그사이 바뀌었다면 실행하지 마십시오.`;
}

function flattened({ text, cost, networks, octets, whole }: SpfFlattening): string {
  const parts = whole ? '' : ', 풀어 쓸 수 없는 부분 있음';
  return `${printable(text, 80)}(조회 ${cost}회, 풀어 쓰면 대역 ${networks}개, ${octets}바이트${parts})`;
}
