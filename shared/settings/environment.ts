/**
 * THE TABLE of environment variables that Postwatch reads. Those of channels derive from the channels' table. A test reads the
 * source and names a variable that is not here.
 */
import { CHANNEL_KINDS, secretsOf } from '../channels/index.ts';
import type { Text } from '../model/language.ts';

export type EnvironmentVariable = {
  /** A part in angle brackets is up to the user: `POSTWATCH_KEY_<OPERATOR>`. */
  readonly name: string;
  readonly about: Text;
  /** Who reads it: the command line, or the functions of a deployment, for which `cdk deploy` sets it. */
  readonly readBy: 'command line' | 'functions' | 'both';
  /** Never shown. */
  readonly isSecret: boolean;
  /** The dotted path of the setting that it overrides, and which of the two counts where both are there. */
  readonly setting?: { readonly path: string; readonly wins: 'variable' | 'setting' };
};

const onCommandLine = (name: string, about: Text): EnvironmentVariable => ({
  name,
  about,
  readBy: 'command line',
  isSecret: false,
});

const onFunctions = (name: string, about: Text): EnvironmentVariable => ({
  name,
  about,
  readBy: 'functions',
  isSecret: false,
});

const AWS_LOGIN: Text = {
  en: 'AWS credentials for reverse-dns and --endpoint, as for every AWS tool.',
  ko: 'reverse-dns 명령어와 --endpoint 옵션에 쓸 AWS 자격 증명입니다. 다른 AWS 도구와 같습니다.',
};
const AWS_ENDPOINT: Text = {
  en: 'Where AWS is called instead of its own addresses: for a local imitation. AWS_ENDPOINT_URL_S3 is for S3 alone.',
  ko: 'AWS 대신 호출할 주소입니다(로컬 모의 환경용). AWS_ENDPOINT_URL_S3 값은 S3에만 쓰입니다.',
};
const AWS_PLACE: Text = {
  en: 'The Region to sign calls for, if the address of the API does not name it.',
  ko: 'API 주소에 리전이 없을 때 호출에 서명할 리전입니다.',
};
const CACHE_HOME: Text = {
  en: 'Where compiled code is kept if the folder of the package cannot be written: $XDG_CACHE_HOME/postwatch, else $HOME/.cache/postwatch.',
  ko: '패키지 폴더에 쓸 수 없을 때 컴파일된 코드를 보관하는 곳입니다: $XDG_CACHE_HOME/postwatch, 없으면 $HOME/.cache/postwatch를 씁니다.',
};
const LOCALE: Text = {
  en: 'The language of screens, if nothing else names one. The first of LC_ALL, LC_MESSAGES and LANG that is set counts.',
  ko: '따로 정하지 않았을 때의 화면 언어입니다. LC_ALL, LC_MESSAGES, LANG 중 먼저 지정된 것을 따릅니다.',
};

const OWN: readonly EnvironmentVariable[] = [
  {
    name: 'POSTWATCH_KEY_<OPERATOR>',
    about: {
      en: 'The key of a list operator. For example, POSTWATCH_KEY_SPAMHAUS.',
      ko: '목록 운영자가 발급한 키입니다. 예: POSTWATCH_KEY_SPAMHAUS',
    },
    readBy: 'command line',
    isSecret: true,
    setting: { path: 'keys', wins: 'variable' },
  },
  {
    name: 'POSTWATCH_LANGUAGE',
    about: {
      en: 'The language of what is printed: en or ko. --language takes precedence. In a deployment, the language of notices.',
      ko: '출력 언어입니다(en 또는 ko). --language 옵션이 우선합니다. 배포한 함수에서는 알림의 언어입니다.',
    },
    readBy: 'both',
    isSecret: false,
  },
  {
    name: 'POSTWATCH_TOKEN',
    about: {
      en: 'The token for --endpoint. Without it, calls are signed with the AWS credentials of this shell.',
      ko: '--endpoint 옵션에 쓸 토큰입니다. 없으면 이 셸의 AWS 자격 증명으로 호출에 서명합니다.',
    },
    readBy: 'command line',
    isSecret: true,
  },
  {
    name: 'POSTWATCH_SERVE_TOKEN',
    about: {
      en: 'A token of your own for "postwatch serve", at least 24 characters. It stays valid when the server restarts, and so does the browser that entered it.',
      ko: '"postwatch serve"에 직접 정하는 토큰입니다(24자 이상). 서버를 다시 시작해도 유효하며, 입력한 브라우저의 권한도 유지됩니다.',
    },
    readBy: 'command line',
    isSecret: true,
  },
  onCommandLine('AWS_PROFILE', AWS_LOGIN),
  onCommandLine('AWS_ACCESS_KEY_ID', AWS_LOGIN),
  onCommandLine('AWS_REGION', AWS_PLACE),
  onCommandLine('AWS_DEFAULT_REGION', AWS_PLACE),
  onCommandLine('XDG_CACHE_HOME', CACHE_HOME),
  onCommandLine('HOME', CACHE_HOME),
  onCommandLine('NO_COLOR', {
    en: 'If it is set and not empty: no color, unless --color says otherwise.',
    ko: '값이 있으면 색을 쓰지 않습니다. --color 옵션이 우선합니다.',
  }),
  onCommandLine('TERM', {
    en: 'The kind of terminal. "dumb": no color and no progress line.',
    ko: '터미널의 종류입니다. "dumb"이면 색과 진행 상황을 표시하지 않습니다.',
  }),
  onCommandLine('COLUMNS', {
    en: 'The width of a terminal that does not report one.',
    ko: '너비를 알려 주지 않는 터미널의 너비입니다.',
  }),
  onCommandLine('LC_ALL', LOCALE),
  onCommandLine('LC_MESSAGES', LOCALE),
  onCommandLine('LANG', LOCALE),
  onCommandLine('PATH', {
    en: 'Where the programs of this system are looked for (ping, traceroute).',
    ko: '이 시스템의 프로그램(ping, traceroute)을 찾을 위치입니다.',
  }),
  onFunctions('POSTWATCH_STACK', { en: 'The name of the stack.', ko: '스택 이름입니다.' }),
  onFunctions('POSTWATCH_TABLE', { en: 'The DynamoDB table.', ko: 'DynamoDB 테이블입니다.' }),
  onFunctions('POSTWATCH_BUCKET', {
    en: 'The bucket for received mail and the plans of large runs.',
    ko: '받은 메일과 대규모 점검 계획을 두는 버킷입니다.',
  }),
  onFunctions('AWS_ENDPOINT_URL', AWS_ENDPOINT),
  onFunctions('AWS_ENDPOINT_URL_S3', AWS_ENDPOINT),
  onFunctions('POSTWATCH_HEALTH_TOPIC', {
    en: 'The topic of alarms about Postwatch itself.',
    ko: 'Postwatch 자체의 경보를 보내는 주제입니다.',
  }),
  onFunctions('POSTWATCH_ZONE', { en: 'The time zone of notices.', ko: '알림의 시간대입니다.' }),
  onFunctions('POSTWATCH_ENDPOINT', {
    en: 'The address of the API, for links in notices.',
    ko: '알림의 링크에 쓸 API 주소입니다.',
  }),
  onFunctions('POSTWATCH_CHECK_PTR', {
    en: 'The function that checks reverse DNS.',
    ko: '역방향 DNS를 점검하는 함수입니다.',
  }),
  onFunctions('POSTWATCH_CHECK_DNSBL', {
    en: 'The function that checks blocklists.',
    ko: '차단 목록을 점검하는 함수입니다.',
  }),
  onFunctions('POSTWATCH_CHECK_SPF', { en: 'The function that checks SPF.', ko: 'SPF를 점검하는 함수입니다.' }),
  onFunctions('POSTWATCH_REVERSE_DNS', {
    en: 'The function that sets reverse names.',
    ko: '역방향 DNS를 설정하는 함수입니다.',
  }),
  onFunctions('POSTWATCH_REVERSE_DNS_MACHINE', {
    en: 'The state machine that calls it.',
    ko: '그 함수를 호출하는 상태 머신입니다.',
  }),
  onFunctions('POSTWATCH_SETTINGS_FOLDER', {
    en: 'Where the settings are, if not beside the code.',
    ko: '설정이 코드 옆에 없을 때 설정이 있는 폴더입니다.',
  }),
  onFunctions('POSTWATCH_READ_TOKEN_PARAMETER', {
    en: 'The SSM parameter with the token for reading.',
    ko: '읽기용 토큰을 저장한 SSM 파라미터입니다.',
  }),
  onFunctions('POSTWATCH_WRITE_TOKEN_PARAMETER', {
    en: 'The SSM parameter with the token for writing.',
    ko: '쓰기용 토큰을 저장한 SSM 파라미터입니다.',
  }),
  onFunctions('POSTWATCH_READ_SCOPE', {
    en: 'The scope that a JWT needs for reading.',
    ko: 'JWT로 읽을 때 필요한 범위입니다.',
  }),
  onFunctions('POSTWATCH_WRITE_SCOPE', {
    en: 'The scope that a JWT needs for writing.',
    ko: 'JWT로 변경할 때 필요한 범위입니다.',
  }),
];

const OF_CHANNELS: readonly EnvironmentVariable[] = CHANNEL_KINDS.flatMap((kind) => [
  ...secretsOf(kind).flatMap(({ setting, variable }): EnvironmentVariable[] => {
    if (variable === undefined) return [];
    const section = Object.hasOwn(kind.settings.notices, setting) ? 'notices' : 'aws';
    const path = `${section}.${setting}`;
    const about = {
      en: `The same as ${path}, outside the settings file. The settings file takes precedence.`,
      ko: `설정 파일 밖에 두는 ${path} 값입니다. 설정 파일의 값이 우선합니다.`,
    };
    return [{ name: variable, about, readBy: 'command line', isSecret: true, setting: { path, wins: 'setting' } }];
  }),
  ...(kind.aws === null
    ? []
    : [
        onFunctions(kind.aws.variable, {
          en: `That the channel ${kind.id} is on, and what it needs.`,
          ko: `${kind.id} 채널의 사용 여부와 필요한 값입니다.`,
        }),
      ]),
]);

export const ENVIRONMENT_VARIABLES: readonly EnvironmentVariable[] = [...OWN, ...OF_CHANNELS];
