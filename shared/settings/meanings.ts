/**
 * What each setting means, for people: the settings reference, the editor (JSON Schema), `settings check`. The functions do not need
 * it, so nothing that they load imports it. A setting that is added does not compile until it has its meaning here; those of a channel
 * are in the channel's folder.
 */
import { CHANNEL_KINDS, type fieldsOfChannels } from '../channels/index.ts';
import type { Text } from '../model/language.ts';
import type { SettingsInput } from './settings.ts';

/** Dotted, without the places in lists: `senders.address`. */
type PathsOf<T> = T extends readonly (infer Entry)[]
  ? PathsOf<Entry>
  : T extends object
    ? string extends keyof T
      ? never
      : { [K in keyof T & string]: K | `${K}.${PathsOf<NonNullable<T[K]>>}` }[keyof T & string]
    : never;

type ChannelPath = {
  [S in 'notices' | 'aws']: `${S}.${keyof ReturnType<typeof fieldsOfChannels<S>> & string}`;
}['notices' | 'aws'];

type OwnPath = Exclude<PathsOf<SettingsInput>, ChannelPath>;

/** Throws where there is none. */
export function meaningOf(path: string): Text {
  const own: Readonly<Record<string, Text>> = MEANINGS;
  const found = own[path] ?? ofChannel(path);
  if (found === undefined) throw new Error(`settings: what ${path} means is not said`);
  return found;
}

function ofChannel(path: string): Text | undefined {
  const [section = '', setting = '', ...deeper] = path.split('.');
  if (deeper.length > 0 || (section !== 'notices' && section !== 'aws')) return undefined;
  const kind = CHANNEL_KINDS.find(({ settings }) => Object.hasOwn(settings[section], setting));
  return kind?.meanings[setting];
}

const MEANINGS: Readonly<Record<OwnPath, Text>> = {
  $schema: {
    en: 'Where editors find the schema of this file. Postwatch does not read it.',
    ko: '편집기가 이 파일의 스키마를 찾는 위치입니다. Postwatch는 읽지 않습니다.',
  },
  senders: {
    en: 'What you send mail from. Each entry is an address, a domain, or an object with an address and what is particular to it. A domain here is the same as one in "domains".',
    ko: '메일을 보내는 발송 IP입니다. IP 주소나 도메인을 그대로 적거나, IP 주소와 그 IP만의 설정을 객체로 적습니다. 여기에 적은 도메인은 domains에 적은 것과 같습니다.',
  },
  'senders.address': { en: 'An IPv4 or IPv6 address that sends mail.', ko: '메일을 보내는 IPv4 또는 IPv6 주소입니다.' },
  'senders.domains': {
    en: 'The domains that this address sends for, instead of those in "domains".',
    ko: '이 IP에서 메일을 보내는 도메인입니다. 지정하면 domains 대신 사용합니다.',
  },
  'senders.helo': {
    en: 'The name that the server greets with (HELO). It is compared with the reverse name.',
    ko: '서버의 HELO 이름입니다. 역방향 DNS와 비교합니다.',
  },
  domains: {
    en: 'Domains that you send mail for. They are checked, and addresses without domains of their own are expected to send for them.',
    ko: '메일을 보내는 도메인입니다. 이 도메인을 점검하며, 따로 도메인을 지정하지 않은 IP는 이 도메인들로 발송하는 것으로 봅니다.',
  },
  resolvers: {
    en: 'The DNS resolvers to query, in this order, as address or address:port. Without one, those of this machine are used.',
    ko: '조회에 쓸 DNS 리졸버입니다(주소 또는 주소:포트, 적은 순서대로). 없으면 이 컴퓨터의 리졸버를 사용합니다.',
  },
  lists: { en: 'Which blocklists are queried.', ko: '어떤 차단 목록(RBL)을 조회할지 정합니다.' },
  'lists.only': { en: 'Query these lists and no others.', ko: '이 목록만 조회합니다.' },
  'lists.add': { en: 'Query these lists besides the default ones.', ko: '기본 목록에 더해 조회할 목록입니다.' },
  'lists.skip': { en: 'Do not query these lists.', ko: '조회하지 않을 목록입니다.' },
  'lists.file': {
    en: 'A JSON file of lists, instead of the built-in table. A relative path starts at the folder of this file.',
    ko: '내장 목록 대신 사용할 차단 목록 JSON 파일입니다. 상대 경로는 이 파일이 있는 폴더에서 시작합니다.',
  },
  require: {
    en: '"critical": "check" exits with 3 if no critical list gave a verdict and nothing failed.',
    ko: '"critical"로 지정하면, 이상이 없더라도 심각 등급의 목록을 하나도 확인하지 못했을 때 check가 종료 코드 3을 냅니다.',
  },
  keys: {
    en: 'Keys of list operators, by operator: spamhaus, abusix, trendmicro. An environment variable with the key takes precedence.',
    ko: '목록 운영자가 발급한 키입니다(spamhaus, abusix, trendmicro). 같은 키의 환경 변수가 있으면 그 값을 먼저 사용합니다.',
  },
  everyMinutes: {
    en: 'Minutes between two runs of the watch. Some lists are queried less often.',
    ko: '점검 주기(분)입니다. 이보다 드물게 조회하는 목록도 있습니다.',
  },
  notices: { en: 'Where notices go, and how they are written.', ko: '알림을 보낼 곳과 쓰는 방법입니다.' },
  'notices.language': { en: 'The language of notices and screens.', ko: '알림과 화면의 언어입니다.' },
  'notices.zone': {
    en: 'The time zone of times in notices, as an IANA name such as Asia/Seoul.',
    ko: '알림에 쓸 시간대입니다(IANA 이름). 예: Asia/Seoul',
  },
  'notices.maintenance': {
    en: 'Weekly windows in which no notices are sent. What is still open at the end of a window is sent then.',
    ko: '매주 알림을 보내지 않는 작업 시간입니다. 끝났을 때 남아 있는 문제는 그때 알립니다.',
  },
  'notices.maintenance.days': {
    en: 'The days on which the window begins. Without them, every day.',
    ko: '작업 시간이 시작되는 요일입니다. 없으면 매일입니다.',
  },
  'notices.maintenance.from': {
    en: 'When the window begins, in notices.zone.',
    ko: '시작 시각입니다(notices.zone 기준).',
  },
  'notices.maintenance.until': {
    en: 'When the window ends. If that is before its beginning, it ends on the next day.',
    ko: '종료 시각입니다. 시작 시각보다 이르면 다음 날 끝납니다.',
  },
  'notices.maintenance.target': {
    en: 'Only for this address or domain.',
    ko: '이 IP나 도메인에만 적용합니다.',
  },
  'notices.maintenance.list': { en: 'Only for this list.', ko: '이 목록에만 적용합니다.' },
  'notices.maintenance.finding': {
    en: 'Only for this finding, such as ptr.generic.',
    ko: '이 점검 결과에만 적용합니다. 예: ptr.generic',
  },
  incidents: {
    en: 'How many runs in a row open and clear an incident, and when you are reminded.',
    ko: '몇 번 연속으로 확인되어야 인시던트가 발생하거나 해소되는지, 언제 다시 알릴지 정합니다.',
  },
  'incidents.openAfter': {
    en: 'Runs that must agree before a problem that is not critical opens an incident.',
    ko: '심각하지 않은 문제가 몇 회 확인되어야 인시던트로 보는지 정합니다.',
  },
  'incidents.openWithin': {
    en: 'Out of how many runs with a verdict they must be. Without it, they must be in a row.',
    ko: '판정이 나온 최근 몇 회 안에서 세는지 정합니다. 없으면 연속이어야 합니다.',
  },
  'incidents.clearAfter': {
    en: 'Clean runs in a row before an incident clears.',
    ko: '몇 회 연속으로 정상이어야 해소로 보는지 정합니다.',
  },
  'incidents.blindAfter': {
    en: 'Runs without a verdict before you are notified that nothing can be known.',
    ko: '몇 회 연속으로 확인하지 못하면 확인 불가 알림을 보낼지 정합니다.',
  },
  'incidents.remindHours': {
    en: 'Hours after which you are reminded of an open incident that nobody has acknowledged. Without it, you are not reminded.',
    ko: '확인 처리하지 않은 인시던트를 몇 시간 뒤에 다시 알릴지 정합니다. 없으면 다시 알리지 않습니다.',
  },
  aws: { en: 'What only a deployment on AWS needs.', ko: 'AWS에 배포할 때만 필요한 설정입니다.' },
  'aws.regions': {
    en: 'The Regions to look for addresses in, instead of every enabled one.',
    ko: 'IP를 찾을 리전입니다. 없으면 사용 중인 모든 리전에서 찾습니다.',
  },
  'aws.accounts': {
    en: 'Roles in other accounts whose addresses are watched, too. They only read.',
    ko: '함께 감시할 다른 계정의 역할입니다. 읽기만 합니다.',
  },
  'aws.accounts.roleArn': { en: 'The ARN of the role to assume.', ko: '맡을 역할의 ARN입니다.' },
  'aws.accounts.externalId': { en: 'The external id that the role asks for.', ko: '역할이 요구하는 외부 ID입니다.' },
  'aws.instanceIpv6': {
    en: 'Whether the IPv6 addresses of instances are watched, too.',
    ko: '인스턴스의 IPv6 주소도 감시할지 여부입니다.',
  },
  'aws.workers': { en: 'How many check functions run at a time.', ko: '동시에 실행할 점검 함수의 수입니다.' },
  'aws.apiAuth': { en: 'Who may call the API.', ko: '누가 API를 호출할 수 있는지 정합니다.' },
  'aws.apiAuth.type': {
    en: 'iam: calls signed with AWS credentials. token: a token kept in SSM. jwt: tokens of an identity provider.',
    ko: 'iam은 AWS 자격 증명으로 서명한 호출, token은 SSM에 저장한 토큰, jwt는 인증 서비스의 토큰을 받습니다.',
  },
  'aws.apiAuth.issuer': {
    en: 'The identity provider that issues the tokens.',
    ko: '토큰을 발급하는 인증 서비스입니다.',
  },
  'aws.apiAuth.audience': { en: 'For whom the tokens must be issued.', ko: '토큰의 대상(audience)입니다.' },
  'aws.apiAuth.readScope': {
    en: 'The scope that a token needs for reading. Without it, every token of this audience may read.',
    ko: '읽기에 필요한 범위(scope)입니다. 지정하지 않으면 이 대상의 모든 토큰으로 읽을 수 있습니다.',
  },
  'aws.apiAuth.writeScope': {
    en: 'The scope that a token needs for what changes something: postwatch:write by default. It includes reading.',
    ko: '변경에 필요한 범위(scope)입니다. 기본값은 postwatch:write이며, 읽기도 할 수 있습니다.',
  },
  'aws.tableName': {
    en: 'A DynamoDB table that an earlier deployment left. Its history is kept, instead of starting with an empty one.',
    ko: '이전 배포가 남긴 DynamoDB 테이블입니다. 빈 테이블로 시작하지 않고 이력을 이어 갑니다.',
  },
  'aws.kmsKeyArn': {
    en: 'A KMS key that encrypts the topics at rest. Its key policy must let CloudWatch use it.',
    ko: '주제를 암호화할 KMS 키입니다. 키 정책에서 CloudWatch의 사용을 허용해야 합니다.',
  },
  'aws.reverseDns': {
    en: 'manage: each run sets the name in the tag postwatch:ptr, if the address has postwatch:manage=true. advise: you are only notified.',
    ko: 'manage는 postwatch:manage=true 태그가 있는 IP의 역방향 DNS를 postwatch:ptr 태그의 이름으로 설정합니다. advise는 알리기만 합니다.',
  },
  'aws.zones': {
    en: 'Public hosted zones in which forward records may be created, for the names given and no others.',
    ko: '정방향 레코드를 만들 수 있는 퍼블릭 호스팅 영역입니다. 적은 이름만 만듭니다.',
  },
  'aws.zones.id': { en: 'The id of the hosted zone.', ko: '호스팅 영역 ID입니다.' },
  'aws.zones.recordNames': { en: 'The host names that may be created.', ko: '만들 수 있는 호스트 이름입니다.' },
  'aws.inbox': { en: 'Where bounces are read from.', ko: '반송 메일을 읽을 곳입니다.' },
  'aws.inbox.topicArn': {
    en: 'An SNS topic that SES sends its notifications to.',
    ko: 'SES 알림이 오는 SNS 주제입니다.',
  },
  'aws.inbox.addresses': {
    en: 'Addresses at which SES receives bounces.',
    ko: 'SES로 반송 메일을 받을 이메일 주소입니다.',
  },
  'aws.tracing': {
    en: 'Whether runs and functions write X-Ray traces.',
    ko: '점검과 함수의 X-Ray 추적을 남길지 여부입니다.',
  },
  api: { en: 'The HTTP API, on AWS and on this machine.', ko: 'AWS와 이 컴퓨터의 HTTP API 설정입니다.' },
  'api.cacheMinutes': {
    en: 'A check that is younger than this many minutes is answered from memory.',
    ko: '이 시간(분)이 지나지 않은 점검은 저장된 결과로 응답합니다.',
  },
  'api.checksPerMinute': {
    en: 'Checks of one caller in a minute.',
    ko: '호출자 한 명이 1분에 요청할 수 있는 점검 수입니다.',
  },
  'api.checksPerDay': {
    en: 'Checks of one caller in a day.',
    ko: '호출자 한 명이 하루에 요청할 수 있는 점검 수입니다.',
  },
  lookups: { en: 'What lookups may connect to.', ko: '개별 조회에서 연결할 수 있는 범위입니다.' },
  'lookups.ports': {
    en: 'The ports that lookups may connect to, instead of the usual ones of mail, web, DNS and whois.',
    ko: '연결할 수 있는 포트입니다. 없으면 메일, 웹, DNS, whois의 일반 포트만 사용합니다.',
  },
  memory: {
    en: 'The file in which the watch remembers what it found. A relative path starts at the folder of this file.',
    ko: '점검 결과를 저장하는 파일입니다. 상대 경로는 이 파일이 있는 폴더에서 시작합니다.',
  },
};
