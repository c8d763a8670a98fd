/** Steps that several remedies share. */
import { actBy, type BounceNeed, type BounceStep, type SenderCase, tested } from '../words.ts';

export const STOP_CAUSE_KO =
  '원인(탈취된 계정, 해킹된 웹사이트나 폼, 감염된 호스트, 오래된 수신자 명단)을 먼저 제거하세요. 남아 있으면 다시 차단됩니다.';
export const PROVE_SENDER_KO = tested('정방향·역방향 DNS가 일치하고 SPF, DKIM, DMARC가 통과하는지 먼저 확인하세요.');
export const DROP_ADDRESS_KO = '명단에서 이 주소를 지우세요. 계속 보내면 발송 평판이 나빠집니다.';

const onAws = (when: SenderCase, text: string, command: string): BounceStep => ({
  ...actBy(text, command),
  isAtPage: true,
  when,
});

export const REVERSE_DNS_KO: readonly BounceStep[] = [
  {
    ...actBy(
      '직접 할당받은 Elastic IP인지 확인하세요. 해당 리전에서 아래 명령을 실행하면 할당 ID를 출력합니다.',
      "aws ec2 describe-addresses --public-ips <ip> --query 'Addresses[0].AllocationId' --output text",
    ),
    when: 'maybe',
  },
  onAws(
    'elastic-ip',
    '이 IP는 Elastic IP(<allocation>, <region> 리전)입니다. 아래 명령을 실행하세요. A 레코드 등록, 역방향 DNS 설정, 결과 확인까지 처리합니다.',
    'npx postwatch reverse-dns <ip> <name> --region <region>',
  ),
  onAws(
    'other',
    'Elastic IP(탄력적 IP)라면 아래 명령을 실행하세요. A 레코드 등록, 역방향 DNS 설정, 결과 확인까지 처리합니다.',
    'npx postwatch reverse-dns <ip> <name>',
  ),
  {
    ...actBy(
      '그 밖의 IP라면 A 레코드를 직접 등록하고, 통신사나 호스팅 업체에 PTR 레코드 등록을 요청하세요. 요청서는 아래 명령으로 만듭니다.',
      'npx postwatch reverse-dns <ip> <name> --request-text isp --language ko',
    ),
    when: 'other',
  },
  { text: '서버의 HELO 이름도 같은 이름으로 맞추세요.' },
  actBy('정방향 조회와 일치하는지 확인한 뒤 다시 보내세요.', 'npx postwatch check <ip> --only ptr'),
];
export const REVERSE_NEEDS_KO: readonly (string | BounceNeed)[] = [
  { when: 'elastic-ip', text: 'Elastic IP(<allocation>, <region> 리전)를 변경할 권한' },
  { when: 'other', text: 'Elastic IP의 할당 ID 또는 IP를 할당한 업체의 계정' },
  '이 IP를 가리키는 A 레코드',
];
export const DNS_NEEDS_KO = ['도메인의 DNS를 수정할 권한'];
export const IP_KO = '발송 IP';
export const REFUSAL_KO = '거부 메시지 전문';
export const STOPPED_KO = '확인하고 조치한 내용';
export const CONFIRMATION_KO = '확인 메일을 받을 메일함';
