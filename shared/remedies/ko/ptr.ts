/** Reverse DNS, in Korean. */
import type { ForwardPlace, RemedyCatalogue, RemedyParams, Step } from '../../model/remedy.ts';
import { allSteps, oneStep, POSTFIX_OVER_IPV4 } from '../step.ts';

type PtrIds = Extract<keyof RemedyCatalogue, `ptr.${string}`>;

export const PTR_KO: Pick<RemedyCatalogue, PtrIds> = {
  'ptr.set': (params) => allSteps(forwardStep(params.forward), setSteps(params)),
  'ptr.set-own-name': (params) => allSteps(forwardStep(params.forward), setSteps(params)),
  'ptr.set-forward': ({ zone, line, alias, others, instead }) => {
    const via = alias === undefined ? '' : ` ${alias} 이름은 이 이름의 별칭(CNAME)입니다.`;
    const beside = others
      ? ' 다른 IP는 그대로 두고 추가하십시오. 다른 IP가 더 이상 쓰지 않는 것이면 대신 등록하십시오.'
      : '';
    return allSteps(
      oneStep(`${zone} 존에 다음 레코드를 등록하십시오.${via}${beside}`, { record: line }),
      instead === null
        ? null
        : oneStep(
            instead.name === null
              ? '직접 관리하는 이름이 아니라면 PTR 레코드를 자체 호스트 이름으로 바꾸십시오.'
              : `직접 관리하는 이름이 아니라면 PTR 레코드를 다음 이름으로 바꾸십시오: ${instead.name}`,
          ),
    );
  },
  'ptr.ask-again': ({ command }) => [
    oneStep('설정을 바꾸지 마십시오. 응답이 없는 것만으로는 이상 여부를 판단할 수 없습니다.'),
    oneStep('다시 조회하십시오.', { command }),
    oneStep('계속 실패하면 해당 존의 네임서버와 사용 중인 DNS 리졸버를 점검하십시오.'),
  ],
  'ptr.keep-one': ({ keep, drop, more }) => [
    oneStep(
      `PTR 레코드를 하나만 남기십시오${keep === null ? '' : `: ${keep}`}. 수신 서버는 그중 아무 이름이나 사용하므로 메일마다 판정이 달라질 수 있습니다.`,
    ),
    oneStep(
      `나머지는 역방향 존에서 삭제하십시오: ${drop.join(', ')}${more > 0 ? ` 외 ${more}개` : ''}. 존을 위임받지 않았다면 통신사나 호스팅 업체에 삭제를 요청하십시오.`,
    ),
  ],
  'ptr.greet-as': ({ name, address, command }) => [
    oneStep(`HELO 이름을 역방향 DNS와 같게 설정하십시오: ${name}. Postfix라면 아래 명령을 실행하십시오.`, { command }),
    oneStep(`또는 HELO 이름이 ${address}에 연결되도록 정방향 레코드를 등록하고, PTR 레코드도 그 이름으로 바꾸십시오.`),
  ],
  'ptr.reset-first': ({ command, url }) => [
    oneStep(
      '조치할 것은 없습니다. 이 IP를 릴리스(반납)하려면 먼저 역방향 DNS를 초기화하십시오. 역방향 DNS가 있는 Elastic IP는 릴리스할 수 없습니다.',
      { command, url },
    ),
  ],
  'ptr.follow-ec2': ({ command, url }) => [
    oneStep('EC2에 처리 중인 변경(PtrRecordUpdate)이 있는지 확인하십시오.', { command, url }),
    oneStep('처리 중인 변경이 없으면 원하는 이름을 다시 설정하거나 AWS 지원 사례(support case)를 여십시오.'),
  ],
  'ptr.publish-delegated': ({ forward, asked, name, isExample, command }) => [
    forwardStep(forward),
    oneStep(
      `위임된 존(보통 자체 존)의 ${asked}에 PTR 레코드를 등록하십시오.${isExample ? ` ${name} 대신 자체 호스트 이름을 쓰십시오.` : ''}`,
      { record: `${asked}. 300 IN PTR ${name}.` },
    ),
    oneStep(
      '존의 네임서버를 확인하십시오. 사업자는 이름을 위임했으므로 더 할 수 있는 것이 없습니다. 자체 네임서버가 하나도 없을 때에만 사업자에게 문의하십시오.',
      { command },
    ),
  ],
  'ptr.add-final-dot': ({ asked, meant, address }) => [
    oneStep(
      `${asked}의 PTR 레코드를 고치십시오. 존 파일에서는 이름 끝에 점이 필요합니다. 존 이름을 자동으로 붙이는 관리 화면에서는 화면의 안내대로 입력하십시오. 존을 사업자가 관리한다면 사업자에게 요청하십시오.`,
      { record: `${asked}. 300 IN PTR ${meant}.` },
    ),
    oneStep(`${meant}의 정방향 조회 결과가 ${address}인지 확인하십시오.`),
  ],
  'ptr.use-canonical': ({ alias, end }) => [
    oneStep(
      `PTR 레코드를 다음 이름으로 바꾸십시오: ${end}. 또는 ${alias}의 CNAME 대신 A/AAAA 레코드를 등록하십시오. 별칭을 인정하지 않는 수신 서버가 있습니다.`,
    ),
  ],
  'ptr.set-wanted': ({ line, command, url }) => [
    oneStep('정방향 레코드가 아직 없으면 등록하십시오.', { record: line }),
    oneStep('역방향 DNS를 설정하십시오.', { command, url }),
    oneStep('지금 등록된 이름이 맞으면 postwatch:ptr 태그를 고치십시오.'),
  ],
};

/** What DNS has at the name decides what is to be done, so that no other host's record is touched. */
function forwardStep(place: ForwardPlace): Step {
  switch (place.kind) {
    case 'none': {
      const why = place.searched ? ' 도메인 아래에서 비어 있는 이름을 찾지 못했습니다.' : '';
      return oneStep(
        `정방향 레코드가 아직 없으면 등록하십시오. ${place.example} 대신 자체 호스트 이름을 쓰십시오.${why}`,
        { record: place.line },
      );
    }
    case 'here':
      return oneStep(`정방향 레코드는 이미 있습니다: ${place.name} → ${place.address}.${guess(place)}`);
    case 'shared':
      return oneStep(
        `정방향 레코드는 이미 있습니다: ${place.name} → ${place.address}. 다른 IP도 있으며, 그대로 두십시오.`,
      );
    case 'free':
      return oneStep(`정방향 레코드가 아직 없으면 등록하십시오.${guess(place)}`, { record: place.line });
    case 'taken':
      return oneStep(
        `${place.name} 이름은 다른 IP를 가리키거나 별칭(CNAME)입니다. 다른 이름을 고르십시오. 더 이상 쓰지 않는 레코드라면 다음으로 바꾸십시오.`,
        { record: place.line },
      );
    case 'unknown':
      return oneStep(
        `${place.name} 이름을 조회하지 못했습니다. 다른 호스트가 쓰지 않는 이름인지 확인한 뒤 등록하십시오.${guess(place)}`,
        { record: place.line },
      );
  }
}

const guess = (place: { readonly guess: boolean }): string =>
  place.guess ? ' 추정한 이름이므로, 사용하지 않는 자체 호스트 이름이면 무엇이든 됩니다.' : '';

const askHolder = (address: string, name: string): string =>
  `관리 콘솔에서 설정하거나, IP를 할당한 통신사나 호스팅 업체에 ${address}의 역방향 DNS(PTR) 등록을 요청하십시오. 등록할 이름: ${name}`;

function setSteps({ setter, address, name, regionOpen, command, url }: RemedyParams['ptr.set']) {
  switch (setter) {
    case 'govcloud':
      return [
        oneStep(
          `IP와 이름을 적어 AWS 지원 사례(support case)를 여십시오. AWS GovCloud에서는 AWS만 역방향 DNS를 설정할 수 있습니다.`,
          { url },
        ),
      ];
    case 'elastic-ip':
      return [
        oneStep(`PTR 레코드를 같은 이름으로 설정하십시오. 정방향 레코드가 먼저 있어야 합니다.`, {
          command,
          url,
        }),
        oneStep('또는 아래 명령으로 두 가지를 한 번에 처리하고 결과까지 확인하십시오.', {
          command: `npx postwatch reverse-dns ${address} ${name}`,
        }),
      ];
    case 'maybe-elastic-ip':
      return [
        oneStep(
          `Elastic IP(탄력적 IP)라면 ${regionOpen ? '그 IP가 있는 리전에서 ' : ''}아래 명령을 실행하십시오. 정방향 레코드가 먼저 있어야 합니다.`,
          { command, url },
        ),
        oneStep(`그 밖의 IP라면 ${askHolder(address, name)}`),
      ];
    case 'holder-of-ip6':
      return [
        oneStep(`PTR 레코드는 IP를 할당한 사업자의 ip6.arpa 존에 있습니다. ${askHolder(address, name)}.`),
        oneStep(
          'AWS의 Elastic IP는 IPv4뿐입니다. Amazon이 할당한 IPv6의 PTR 레코드를 사용자가 설정하는 방법은 AWS 문서에 없습니다. 직접 가져온 대역은 역방향 존을 위임받으면 그 존에서 설정합니다.',
          { url },
        ),
        oneStep('Amazon이 할당한 IP라면 IPv4로 발송하십시오. Postfix에서는 다음 명령을 실행하십시오.', {
          command: POSTFIX_OVER_IPV4,
        }),
      ];
  }
}
