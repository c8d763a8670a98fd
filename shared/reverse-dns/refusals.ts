/**
 * Every way in which the work can end without success, by name, with the next step. Before `forward` nothing was changed; what
 * a later stage had done by then is in the state's steps, and does no harm: a forward record may be there alone.
 */
import type { Address } from '../model/address.ts';
import { reverseName } from '../model/address.ts';
import { defined } from '../model/defined.ts';
import type { Text } from '../model/language.ts';
import { asSentence } from '../model/sentence.ts';
import { printable } from '../model/text.ts';
import { awsNextStep, awsTroubleText, messageOfAws } from './aws-trouble.ts';
import { type Blocked, blockedBy } from './blocked.ts';
import { knownCauses } from './causes.ts';
import { isManaged, tagCommand } from './manage-tag.ts';
import type { Allocation, CallRefusal, PtrUpdate } from './ports.ts';

const shown = (text: string): string => printable(text, 80);

export const notAnAddress = (input: string): Blocked =>
  blockedBy(
    'not-an-address',
    {
      en: `"${shown(input)}" is not an IPv4 address or an allocation id.`,
      ko: `IPv4 주소나 할당 ID가 아닙니다: "${shown(input)}".`,
    },
    {
      en: 'Name an Elastic IP, such as 203.0.113.25, or its allocation id, such as eipalloc-0123456789abcdef0.',
      ko: 'Elastic IP(예: 203.0.113.25)나 할당 ID(예: eipalloc-0123456789abcdef0)를 입력하세요.',
    },
  );

export const invalidHostname = (problem: Text): Blocked =>
  blockedBy('invalid-hostname', asSentence(problem), {
    en: 'Name a fully qualified host name, such as mail.example.com: letters, digits and hyphens between dots.',
    ko: 'mail.example.com처럼 도메인까지 포함한 호스트 이름을 입력하세요. 점 사이에 영문자, 숫자, 하이픈만 쓸 수 있습니다.',
  });

/** Elastic IPs are IPv4; the owner of an IPv6 block names its addresses in a zone of their own. */
export const ipv6 = (address: Address): Blocked => {
  const owner = `${reverseName(address)}. 300 IN PTR`;
  return blockedBy(
    'ipv6',
    {
      en: `${address.text} is an IPv6 address. EC2 sets reverse names only for IPv4 Elastic IPs.`,
      ko: `IPv6 주소입니다: ${address.text}. EC2는 IPv4 Elastic IP의 역방향 DNS만 설정합니다.`,
    },
    {
      en: `The PTR record of an address in a block that you brought (BYOIP) is in its own reverse zone. Have the registry (RIR) delegate the ip6.arpa zone of the block to a public hosted zone of yours. Publish "${owner}" with the host name there. The host name needs an AAAA record that resolves back. AWS documents no way for an IPv6 address that Amazon assigned: send over IPv4.`,
      ko: `직접 가져온 대역(BYOIP)의 IP라면 PTR 레코드는 그 대역의 역방향 존에 등록합니다. 레지스트리(RIR)에서 대역의 ip6.arpa 존을 귀사의 퍼블릭 호스팅 영역으로 위임받으세요. 그 존에 "${owner}" 레코드를 호스트 이름과 함께 등록하세요. 호스트 이름에는 이 IP를 가리키는 AAAA 레코드가 있어야 합니다. Amazon이 할당한 IPv6 주소에는 문서화된 방법이 없으므로 IPv4로 발송하세요.`,
    },
  );
};

export const neverPublic = (address: Address, why: Text): Blocked =>
  blockedBy(
    'never-public',
    {
      en: `${address.text} cannot have a public reverse name: ${why.en}.`,
      ko: `공개 역방향 DNS를 가질 수 없는 IP입니다: ${address.text}(${why.ko}).`,
    },
    {
      en: 'Name the public address that the mail leaves from.',
      ko: '인터넷에서 보이는 발송 IP를 입력하세요.',
    },
  );

/** `region`: or, of several that were searched, words for them. */
export const notOurs = (address: string, region: string): Blocked =>
  blockedBy(
    'not-ours',
    {
      en: `${shown(address)} is not an Elastic IP of this account in ${region}.`,
      ko: `이 계정의 ${region.includes(' ') ? '리전' : region}에서 Elastic IP를 찾지 못했습니다: ${shown(address)}.`,
    },
    {
      en: 'Use the credentials of the account that holds it, in its Region (AWS_REGION). If it is not an Elastic IP, ask your hosting provider or ISP to set the reverse name (--request-text isp prints the letter).',
      ko: 'IP를 가진 계정의 자격 증명과 리전(AWS_REGION)으로 다시 실행하세요. Elastic IP가 아니라면 통신사나 호스팅 업체에 등록을 요청하세요(요청서: --request-text isp).',
    },
    defined({
      command: region.includes(' ')
        ? undefined
        : `aws ec2 describe-addresses --region ${region} --query 'Addresses[].PublicIp' --output text`,
    }),
  );

export const released = ({ publicIp, allocationId, region }: Allocation): Blocked =>
  blockedBy(
    'released',
    {
      en: `${publicIp} (${allocationId}) was released. This account no longer has it in ${region}.`,
      ko: `릴리스(반납)된 IP입니다: ${publicIp} (${allocationId}). 이 계정의 ${region} 리전에 더 이상 없습니다.`,
    },
    {
      en: `Nothing more was changed. Remove ${publicIp} from your A records: someone else will get the address.`,
      ko: `더 변경한 것은 없습니다. A 레코드에서 ${publicIp} 값을 지우세요. 다른 사용자가 이 IP를 할당받게 됩니다.`,
    },
  );

export const govcloud = ({ publicIp, region }: Allocation, hostname: string | null): Blocked =>
  blockedBy(
    'govcloud',
    {
      en: `In ${region} (AWS GovCloud), only AWS can set reverse names.`,
      ko: `${region}(AWS GovCloud) 리전에서는 AWS만 역방향 DNS를 설정할 수 있습니다.`,
    },
    {
      en: `Open a support case with AWS: ${hostname === null ? `remove the reverse DNS of ${publicIp}` : `set the reverse DNS of ${publicIp} to ${hostname}`}.`,
      ko:
        hostname === null
          ? `AWS에 지원 사례(support case)를 열어 ${publicIp}의 역방향 DNS 삭제를 요청하세요.`
          : `AWS에 지원 사례(support case)를 열어 ${publicIp}의 역방향 DNS를 다음 이름으로 설정해 달라고 요청하세요: ${hostname}`,
    },
  );

export const missingTag = (allocation: Allocation): Blocked =>
  blockedBy(
    'missing-tag',
    {
      en: `${allocation.publicIp} does not have the tag postwatch:manage=true. Only with that tag may Postwatch set its reverse name.`,
      ko: `${allocation.publicIp}에 postwatch:manage=true 태그가 없습니다. 이 태그가 있어야 역방향 DNS를 설정할 수 있습니다.`,
    },
    {
      en: 'Add the tag with the command, and try again. Anyone who may tag an address decides what Postwatch may change.',
      ko: '아래 명령으로 태그를 붙인 뒤 다시 시도하세요. 태그를 붙일 수 있는 사람이 변경을 허용하는 셈입니다.',
    },
    { command: tagCommand(allocation) },
  );

export const differentPtr = ({ publicIp }: Allocation, has: string, wanted: string | null): Blocked =>
  blockedBy(
    'different-ptr',
    {
      en: `${publicIp} already has the reverse name ${shown(has)}. It was not ${wanted === null ? 'removed' : 'replaced'}.`,
      ko: `${publicIp}에 이미 다른 역방향 DNS가 있어 ${wanted === null ? '초기화하지' : '바꾸지'} 않았습니다: ${shown(has)}`,
    },
    {
      en: `Find out who set it. If it may go, allow Postwatch to ${wanted === null ? 'remove it' : 'replace it'} (--replace; "replace": true in the API; replaceExisting in CDK).`,
      ko: `누가 설정했는지 확인하세요. ${wanted === null ? '초기화해도' : '바꿔도'} 된다면 --replace 옵션을 붙여 다시 실행하세요(API: "replace": true, CDK: replaceExisting).`,
    },
  );

/** AWS refused a query or a change of Route 53, or did not answer. */
export const awsRefused = (call: string, refusal: CallRefusal): Blocked =>
  blockedBy(
    'aws-refused',
    awsTroubleText(call, refusal),
    awsNextStep(call, refusal),
    defined({ message: messageOfAws(refusal) }),
  );

/** `what`: the question, with why it has no answer. */
export const dnsUnanswered = (what: Text): Blocked =>
  blockedBy(
    'dns-unanswered',
    {
      en: `DNS gave no answer for as long as we waited: ${what.en}.`,
      ko: `기다리는 동안 DNS 응답이 없었습니다: ${what.ko}`,
    },
    {
      en: 'Nothing can be said or safely changed without an answer. Check the name servers of that zone and your resolver, and try again.',
      ko: '응답 없이는 판단하거나 안전하게 변경할 수 없습니다. 해당 존의 네임서버와 사용 중인 리졸버를 점검한 뒤 다시 시도하세요.',
    },
  );

/** AWS's own message comes first; what is known to cause such a refusal follows. */
export const requestRefused = (allocation: Allocation, call: string, refusal: CallRefusal): Blocked =>
  blockedBy(
    'request-refused',
    {
      en: `EC2 refused ${call} for ${allocation.publicIp}: ${shown(refusal.code)}.`,
      ko: `EC2가 ${allocation.publicIp}의 ${call} 요청을 거부했습니다: ${shown(refusal.code)}`,
    },
    knownCauses(allocation, call, refusal),
    {
      message: refusal.message,
      ...defined({ command: refusal.kind === 'denied' && !isManaged(allocation) ? tagCommand(allocation) : undefined }),
    },
  );

/** A status other than `PENDING`: AWS documents none, so it is a failure. */
export const requestFailed = ({ publicIp }: Allocation, { value, status, reason }: PtrUpdate): Blocked =>
  blockedBy(
    'request-failed',
    {
      en: `EC2 did not apply ${shown(value)} to ${publicIp}: ${shown(status)}.`,
      ko: `EC2가 ${publicIp}에 ${shown(value)} 이름을 반영하지 못했습니다: ${shown(status)}`,
    },
    {
      en: 'Fix what the reason names and try again. If it names nothing, open an AWS support case with the address and the name.',
      ko: '사유에 나온 문제를 고친 뒤 다시 시도하세요. 사유가 없으면 IP와 이름을 적어 AWS에 지원 사례(support case)를 여세요.',
    },
    { message: reason },
  );

export const replaced = ({ publicIp }: Allocation, by: string): Blocked =>
  blockedBy(
    'replaced',
    {
      en: `Someone else has asked EC2 for ${shown(by)} as the reverse name of ${publicIp} in the meantime.`,
      ko: `그사이에 다른 사용자가 ${publicIp}의 역방향 DNS를 다음 이름으로 요청했습니다: ${shown(by)}`,
    },
    {
      en: 'Agree with them on one name (AWS CloudTrail shows who: ModifyAddressAttribute), and try again.',
      ko: '누가 설정하는지 확인해(AWS CloudTrail의 ModifyAddressAttribute) 이름을 하나로 정한 뒤 다시 시도하세요.',
    },
  );

/** `last`: what EC2 said last. */
export const notApplied = ({ publicIp, region, allocationId }: Allocation, last: Text): Blocked =>
  blockedBy(
    'not-applied',
    {
      en: `EC2 has not applied the reverse name of ${publicIp} for as long as we waited. ${last.en}`,
      ko: `기다리는 동안 EC2가 ${publicIp}의 역방향 DNS를 반영하지 않았습니다. ${last.ko}`,
    },
    {
      en: 'EC2 may still apply it. Check with the command, and try again later. If nothing changes for a day, open an AWS support case.',
      ko: '나중에 반영될 수 있습니다. 아래 명령으로 확인하고 나중에 다시 시도하세요. 하루가 지나도 그대로이면 AWS에 지원 사례(support case)를 여세요.',
    },
    {
      command: `aws ec2 describe-addresses-attribute --region ${region} --attribute domain-name --allocation-ids ${allocationId}`,
    },
  );

/** EC2 has it and DNS does not show it; `last`: what was missing last. */
export const unproved = ({ publicIp }: Allocation, last: Text): Blocked =>
  blockedBy(
    'unproved',
    {
      en: `DNS does not confirm the reverse name of ${publicIp} yet. ${last.en}`,
      ko: `DNS에서 ${publicIp}의 역방향 DNS를 아직 확인하지 못했습니다. ${last.ko}`,
    },
    {
      en: 'A resolver may keep an old answer for its TTL: try again in an hour. If it stays so, query the name servers yourself (dig). If the reverse zone is wrong, open an AWS support case.',
      ko: '이전 응답이 TTL 동안 캐시되어 있을 수 있으니 1시간 뒤에 다시 시도하세요. 계속되면 네임서버에 직접 조회하고(dig), 역방향 존이 잘못되어 있으면 AWS에 지원 사례(support case)를 여세요.',
    },
  );
