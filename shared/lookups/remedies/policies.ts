/** Advice about MTA-STS (RFC 8461) and reports about TLS (RFC 8460). */
import { type AdviceTable, act, acts, type Given } from './entry.ts';

/** Senders read a policy again only where the id has changed. */
const CHANGE_ID = act(
  'Then write another id in the TXT record, so that senders read the policy again.',
  '그런 다음 TXT 레코드의 id 값을 바꾸세요. 그래야 발송 서버가 정책을 다시 읽습니다.',
);

export const POLICIES_ADVICE = {
  'mta-sts.publish': ({ name, at }: Given<{ readonly name: string; readonly at: string }>) =>
    acts(
      act(
        'Serve a policy that names all your mail hosts there, with mode: testing at first.',
        '모든 메일 서버를 적은 정책을 mode: testing 값으로 다음 주소에서 제공하세요.',
        { url: at },
      ),
      act(`Publish this TXT record at ${name}.`, `${name}에 다음 TXT 레코드를 등록하세요.`, {
        record: '"v=STSv1; id=20261124"',
      }),
    ),
  'mta-sts.id': (_: Given<object>) =>
    act(
      'Write an id that changes with the policy, such as id=20261124',
      '정책이 바뀔 때마다 새로 정하는 id 값을 쓰세요. 예: id=20261124',
    ),
  'mta-sts.serve': ({ at }: Given<{ readonly at: string }>) =>
    act(
      'Serve the policy itself there, with status 200 and without redirects.',
      '리디렉션 없이 상태 코드 200으로 다음 주소에서 정책을 제공하세요.',
      { url: at },
    ),
  'mta-sts.media-type': (_: Given<object>) =>
    act('Serve the file as text/plain.', '파일의 콘텐츠 유형을 text/plain으로 설정하세요.'),
  'mta-sts.encoding': (_: Given<object>) =>
    act(
      'Save the file as plain ASCII (UTF-8 without BOM), with CRLF or LF at the end of each line.',
      '파일을 ASCII(BOM 없는 UTF-8)로 저장하고, 줄 끝은 CRLF나 LF로 하세요.',
    ),
  'mta-sts.one-line': ({ field }: Given<{ readonly field: string }>) =>
    acts(
      act(`Keep one line ${field}: with the right value.`, `올바른 값이 있는 ${field}: 줄 하나만 남기세요.`),
      CHANGE_ID,
    ),
  'mta-sts.small-letters': (_: Given<object>) =>
    act('Write the names of the fields in small letters.', '항목 이름을 소문자로 쓰세요.'),
  'mta-sts.line': (_: Given<object>) =>
    act(
      'Write one field in a line, with a colon behind its name, or delete the line.',
      '한 줄에 한 항목만, 이름 뒤에 콜론을 붙여 쓰거나 그 줄을 지우세요.',
    ),
  'mta-sts.no-dot': ({ pattern }: Given<{ readonly pattern: string }>) =>
    acts(
      act(`Write the line without the final dot: mx: ${pattern}`, `끝의 점을 빼고 쓰세요: mx: ${pattern}`),
      CHANGE_ID,
    ),
  'mta-sts.line-a-host': (_: Given<object>) =>
    acts(act('Write a line mx: of its own for each host.', '호스트마다 mx: 줄을 따로 쓰세요.'), CHANGE_ID),
  'mta-sts.version': (_: Given<object>) =>
    act(
      'Write version: STSv1 as the first line, and only once.',
      '첫 줄에 version: STSv1 값을 쓰고, 다른 version: 줄은 지우세요.',
    ),
  'mta-sts.mode': (_: Given<object>) =>
    acts(
      act(
        'Write mode: testing at first, and mode: enforce once the TLS reports show no failures.',
        '처음에는 mode: testing 값을 쓰고, TLS 보고서에 실패가 없으면 mode: enforce 값으로 바꾸세요.',
      ),
      CHANGE_ID,
    ),
  'mta-sts.enforce': (_: Given<object>) =>
    acts(
      act(
        'Write mode: enforce once the TLS reports show no failures.',
        'TLS 보고서에 실패가 없으면 mode: enforce 값으로 바꾸세요.',
      ),
      CHANGE_ID,
    ),
  'mta-sts.max-age': (_: Given<object>) =>
    act(
      'Write max_age: 604800 (a week) or more, up to 31557600 (a year).',
      'max_age 값을 604800(1주) 이상, 31557600(1년) 이하로 쓰세요.',
    ),
  'mta-sts.add-hosts': ({ hosts }: Given<{ readonly hosts: readonly string[] }>) =>
    acts(
      act(
        `Add a line to the policy for each mail host that takes your mail: ${hosts.map((host) => `mx: ${host}`).join(', ')}`,
        `메일을 받는 서버마다 정책에 줄을 추가하세요: ${hosts.map((host) => `mx: ${host}`).join(', ')}`,
      ),
      CHANGE_ID,
    ),
  'tls-rpt.publish': ({ name, domain }: Given<{ readonly name: string; readonly domain: string }>) =>
    act(
      `The record is optional. To hear when mail to you cannot be encrypted, publish this TXT record at ${name}, with a mailbox that exists.`,
      `선택 사항입니다. 받는 메일이 암호화되지 못할 때 보고서를 받으려면 실제로 있는 메일함으로 ${name}에 다음 TXT 레코드를 등록하세요.`,
      { record: `"v=TLSRPTv1; rua=mailto:tls-reports@${domain}"` },
    ),
  'tls-rpt.one-rua': (_: Given<object>) =>
    act('Write one rua= tag, with commas between the addresses.', 'rua= 태그를 하나만 쓰고 주소는 쉼표로 구분하세요.'),
  'tls-rpt.tags': (_: Given<object>) =>
    act(
      'Write tags as name=value with semicolons between them, and commas between the addresses.',
      '태그를 이름=값 형식으로 쓰고 세미콜론으로 구분하세요. 주소는 쉼표로 구분하세요.',
    ),
  'tls-rpt.rua': ({ domain }: Given<{ readonly domain: string }>) =>
    act(
      `Write a mailbox that exists, or an https address, such as rua=mailto:tls-reports@${domain}`,
      `실제로 있는 메일함이나 https 주소를 쓰세요. 예: rua=mailto:tls-reports@${domain}`,
    ),
} as const satisfies AdviceTable;
