/**
 * Why EC2 refuses a reverse name: AWS documents no error codes for it, so its message is shown as it is, and the causes that
 * are known are shown with it.
 */
import { inEach, type Text } from '../model/language.ts';
import { isManaged } from './manage-tag.ts';
import type { Allocation, CallRefusal } from './ports.ts';

type Cause = {
  readonly applies: (allocation: Allocation, refusal: CallRefusal) => boolean;
  readonly text: (allocation: Allocation) => Text;
};

const denied = (_: Allocation, { kind }: CallRefusal): boolean => kind === 'denied';

/** In the order in which they are shown. */
const CAUSES: readonly Cause[] = [
  {
    applies: ({ serviceManaged }) => serviceManaged !== null,
    text: ({ serviceManaged }) => ({
      en: `An AWS service (${serviceManaged}) manages this address. Allocate an Elastic IP of your own for mail.`,
      ko: `AWS 서비스(${serviceManaged})가 관리하는 IP입니다. 메일용 Elastic IP를 따로 할당받으세요.`,
    }),
  },
  {
    applies: ({ pool }) => pool.startsWith('ipv4pool-ec2-'),
    text: ({ pool }) => ({
      en: `The address comes from a block that you brought (BYOIP, ${pool}). Its PTR record can be in the in-addr.arpa zone of the block, once the registry delegates that zone to you.`,
      ko: `직접 가져온 대역(BYOIP, ${pool})의 IP입니다. 레지스트리에서 이 대역의 in-addr.arpa 존을 위임받으면 그 존에 PTR 레코드를 등록할 수 있습니다.`,
    }),
  },
  {
    applies: denied,
    text: () => ({
      en: 'The policy of these credentials does not allow it on this address.',
      ko: '이 자격 증명의 정책이 이 IP의 변경을 허용하지 않습니다.',
    }),
  },
  {
    // Whose policy it is, nobody here knows: the tag decides in the deployment's, and in those made after it.
    applies: (allocation, refusal) => denied(allocation, refusal) && !isManaged(allocation),
    text: () => ({
      en: "A policy such as the deployment's allows it only while the address has the tag postwatch:manage=true. The command below adds it.",
      ko: '배포된 정책은 postwatch:manage=true 태그가 있는 IP만 허용합니다. 아래 명령으로 태그를 붙이세요.',
    }),
  },
  {
    applies: (...given) => !denied(...given),
    text: () => ({
      en: 'EC2 requires that the A record of the name resolves to the address. If AWS looked the name up before the record was there, it can remember that for 15 minutes: try again then.',
      ko: 'EC2는 이름의 A 레코드가 이 IP를 가리켜야 받아들입니다. 레코드가 없을 때 조회한 결과가 최대 15분 동안 캐시될 수 있으니 그 뒤에 다시 시도하세요.',
    }),
  },
  {
    applies: (...given) => !denied(...given),
    text: () => ({
      en: 'The account may still have its email sending limits. Ask AWS to remove them (https://console.aws.amazon.com/support/contacts?#/rdns-limits). --request-text aws prints the letter.',
      ko: '계정의 이메일 전송 제한이 풀리지 않았을 수 있습니다. AWS에 해제를 신청하세요(https://console.aws.amazon.com/support/contacts?#/rdns-limits). 요청서는 --request-text aws로 만듭니다.',
    }),
  },
];

/** All that may apply, in one line. */
export function knownCauses(allocation: Allocation, call: string, refusal: CallRefusal): Text {
  const known = CAUSES.filter(({ applies }) => applies(allocation, refusal)).map(({ text }) => text(allocation));
  const all = inEach((language) => known.map((text) => text[language]).join(' '));
  return { en: `Known causes of a refused ${call}: ${all.en}`, ko: `${call} 거부의 알려진 원인: ${all.ko}` };
}
