/**
 * Letters ready to send: to AWS, for its form that lifts an account's sending limits and sets reverse DNS, and to a provider or
 * ISP that routes an address which is no Elastic IP (English, Korean). What DNS says now is filled in; what only the sender
 * knows stands in brackets. Each value that comes from outside becomes one bounded, printable line, so that none can begin a
 * line or a header of its own.
 */
import { evidenceOf, type Resolver } from '../dns/answer.ts';
import { type Address, parseAddress, reverseName } from '../model/address.ts';
import { digLine, type Evidence } from '../model/finding.ts';
import { printable } from '../model/text.ts';

export type Letter = 'aws' | 'isp-en' | 'isp-ko';

export const LETTERS: readonly Letter[] = ['aws', 'isp-en', 'isp-ko'];

export type LetterFacts = {
  readonly address: Address;
  /** The reverse name that is wanted. */
  readonly hostname: string;
  /** What DNS answers now (`lookForLetter`). */
  readonly evidence: readonly Evidence[];
  /** Where it is an Elastic IP. */
  readonly elasticIp?: { readonly allocationId: string; readonly region: string; readonly account: string };
};

/** The forward and the reverse name as they are now. */
export async function lookForLetter(
  address: Address,
  hostname: string,
  resolver: Resolver,
): Promise<readonly Evidence[]> {
  const type = address.family === 4 ? 'A' : 'AAAA';
  const [forward, reverse] = await Promise.all([
    resolver.ask({ name: hostname, type, fresh: true }),
    resolver.ask({ name: reverseName(address), type: 'PTR', fresh: true }),
  ]);
  return [evidenceOf(forward), evidenceOf(reverse)];
}

/**
 * Why the letter should wait: whoever gets it looks at the forward record first (EC2 refuses without it, providers ask back).
 * Null where the name leads to the address.
 */
export function beforeSending({ address, hostname, evidence }: LetterFacts): string | null {
  const type = address.family === 4 ? 'A' : 'AAAA';
  const forward = evidence.find((one) => one.type === type && one.question === hostname);
  if (forward === undefined || forward.ttl === null)
    return `we could not look up where ${hostname} leads: see that it resolves to ${address.text} before you send the letter`;
  const leads = forward.answers
    .map((text) => parseAddress(text))
    .some((one) => one.ok && one.value.text === address.text);
  if (leads) return null;
  const has =
    forward.answers.length === 0 ? `has no ${type} record` : `resolves to ${forward.answers.slice(0, 3).join(', ')}`;
  return `do not send the letter yet: ${hostname} ${has}. Publish "${hostname}. 300 IN ${type} ${address.text}" first${forward.answers.length === 0 ? '' : ', or choose a name of its own for this address'}, since the receiver of the letter checks it`;
}

/** Plain text, its lines at most some 300 characters long. */
export function requestText(letter: Letter, facts: LetterFacts): string {
  return `${TEXTS[letter](facts).join('\n')}\n`;
}

const MAX_EVIDENCE = 10;

const line = (text: string): string => printable(text, 250).trim();

/** `mail.example.com A: 198.51.100.25 (NOERROR, 2026-11-24T12:00:00.000Z)`, and how to ask it again. Our resolver is nobody's business. */
const proofs = (evidence: readonly Evidence[], none: string): readonly string[] =>
  evidence
    // A question without an answer shows nothing.
    .filter(({ ttl }) => ttl !== null)
    .slice(0, MAX_EVIDENCE)
    .flatMap((one) => {
      const { question, type, rcode, answers, at } = one;
      const said = answers.length === 0 ? none : answers.slice(0, 5).join(', ');
      return [line(`- ${question} ${type}: ${said} (${rcode}, ${at})`), line(`  ${digLine({ ...one, resolver: '' })}`)];
    });

const place = ({ elasticIp }: LetterFacts): readonly string[] =>
  elasticIp === undefined
    ? []
    : [
        line(`AWS account: ${elasticIp.account}`),
        line(`Region: ${elasticIp.region}`),
        line(`Allocation id: ${elasticIp.allocationId}`),
      ];

function awsForm(facts: LetterFacts): readonly string[] {
  const { address, hostname, evidence } = facts;
  return [
    'Form: https://console.aws.amazon.com/support/contacts?#/rdns-limits (sign in as the root user of the account)',
    ...place(facts),
    line(`Elastic IP address: ${address.text}`),
    line(`Reverse DNS record: ${hostname}`),
    '',
    'Use case description:',
    line(`We run a mail server at ${address.text}, whose name is ${hostname}.`),
    'It sends [what mail, to whom, how many messages a day]; recipients [how they asked for it, how they can leave].',
    'Bounces and complaints are [how they are handled]; the server is protected against abuse by [authentication, rate limits].',
    'Please remove the email sending limits of this account in this Region, and set the reverse DNS record above.',
    '',
    'DNS as it is now:',
    ...proofs(evidence, 'none'),
    '',
    'EC2 answered our own request with: [the words of its refusal]',
  ];
}

function ispEnglish({ address, hostname, evidence }: LetterFacts): readonly string[] {
  return [
    line(`Subject: Reverse DNS (PTR record) of ${address.text}`),
    '',
    'Hello,',
    '',
    line(`please set the reverse DNS of ${address.text} to ${hostname}:`),
    '',
    line(`  ${reverseName(address)}. IN PTR ${hostname}.`),
    '',
    line(
      `We send mail from this address, and receivers refuse mail whose reverse name is missing, generic or does not lead back.`,
    ),
    'The forward record is ours to keep. DNS as it is now:',
    '',
    ...proofs(evidence, 'no record'),
    '',
    'If the reverse zone of our block can be delegated to us instead (RFC 2317), that would do as well: please tell us how.',
    '',
    'Kind regards,',
    '[name, customer or contract number]',
  ];
}

function ispKorean({ address, hostname, evidence }: LetterFacts): readonly string[] {
  return [
    line(`제목: ${address.text} 역방향 DNS(PTR 레코드) 설정 요청`),
    '',
    '안녕하세요.',
    '',
    line(`${address.text}의 역방향 DNS(PTR 레코드)를 ${hostname}(으)로 설정해 주시기 바랍니다.`),
    '',
    line(`  ${reverseName(address)}. IN PTR ${hostname}.`),
    '',
    '이 주소는 메일 발송에 사용합니다. 역방향 이름이 없거나, 자동 생성된 이름이거나, 정방향 레코드와 일치하지 않으면 수신 서버가 메일을 거부합니다.',
    '정방향 레코드는 저희가 직접 관리합니다. 현재 DNS 응답은 다음과 같습니다.',
    '',
    ...proofs(evidence, '레코드 없음'),
    '',
    '할당받은 대역의 역방향 존을 저희 쪽으로 위임(RFC 2317)해 주셔도 됩니다. 가능하다면 절차를 알려 주시기 바랍니다.',
    '',
    '감사합니다.',
    '[담당자 이름, 고객 번호 또는 계약 번호]',
  ];
}

const TEXTS: Readonly<Record<Letter, (facts: LetterFacts) => readonly string[]>> = {
  aws: awsForm,
  'isp-en': ispEnglish,
  'isp-ko': ispKorean,
};
