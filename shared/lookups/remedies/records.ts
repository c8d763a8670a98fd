/** Advice about records of any type, and about names that a record holds. */
import type { Text } from '../../model/language.ts';
import { type AdviceTable, act, acts, type Given } from './entry.ts';

export const RECORDS_ADVICE = {
  'lookup.others': (_: Given<object>) => act('Look up the others one by one.', '나머지는 하나씩 따로 조회하세요.'),
  'record.publish': ({ name, type }: Given<{ readonly name: string; readonly type: string }>) =>
    act(
      `If ${name} should have ${type} records, publish them there.`,
      `${name}에 ${type} 레코드가 필요하다면 등록하세요.`,
    ),
  'record.check-name': (_: Given<object>) => act('Check how the name is spelled.', '이름의 철자가 맞는지 확인하세요.'),
  'record.check-domain': (_: Given<object>) =>
    act(
      'Check how the domain is spelled, and whether it is registered and has not expired.',
      '도메인의 철자, 등록 여부, 만료일을 확인하세요.',
    ),
  'record.publish-at-apex': ({ type }: Given<{ readonly type: string }>) =>
    act(
      `Look up the domain itself: only the top of a zone has ${type} records.`,
      `도메인 이름으로 조회하세요. ${type} 레코드는 존의 최상위 이름에만 있습니다.`,
    ),
  /** `isOwn`: the name that was meant lies in the zone, so a panel that appends the zone can hold it. */
  'record.final-dot': ({
    meant,
    type,
    owner,
    isSure,
    isOwn,
  }: Given<{
    readonly meant: string;
    readonly type: string;
    readonly owner: string;
    readonly isSure: boolean;
    readonly isOwn: boolean;
  }>) =>
    acts(
      isSure
        ? act(
            `Write "${meant}." with a final dot in the ${type} record of ${owner}.`,
            `${owner}의 ${type} 레코드에 값을 다음과 같이 적으세요(끝의 점 포함): "${meant}."`,
          )
        : act(
            `If ${meant} was meant, write "${meant}." with a final dot in the ${type} record of ${owner}.`,
            `원래 ${meant} 이름을 쓰려던 것이라면 ${owner}의 ${type} 레코드에 값을 다음과 같이 적으세요(끝의 점 포함): "${meant}."`,
          ),
      isOwn
        ? act(
            'If your DNS panel appends the zone by itself, enter the name without the zone there.',
            '존을 자동으로 붙이는 DNS 관리 화면이라면 존을 뺀 이름을 입력하세요.',
          )
        : null,
    ),
  'record.alias-of-address': ({
    owner,
    address,
    type,
  }: Given<{ readonly owner: string; readonly address: string; readonly type: string }>) =>
    acts(
      act(
        `If ${owner} should have the address ${address}, delete its CNAME record: a CNAME holds a name, never an address.`,
        `${owner}에 IP 주소 ${address} 값을 연결하려던 것이라면 CNAME 레코드를 삭제하세요. CNAME 레코드에는 IP가 아니라 이름만 쓸 수 있습니다.`,
      ),
      act(
        `Then publish an ${type} record with ${address} at ${owner}.`,
        `그런 다음 ${owner}에 ${address} 값으로 ${type} 레코드를 등록하세요.`,
      ),
    ),
  'record.host-name': ({ type }: Given<{ readonly type: string }>) =>
    acts(
      act('Give the host a name with an A or AAAA record.', '서버에 이름을 정하고 A 또는 AAAA 레코드를 등록하세요.'),
      act(`Write that name in the ${type} record.`, `${type} 레코드에는 그 이름을 적으세요.`),
    ),
  /** `noun`: `DMARC record`. */
  'record.move-from-doubled': ({
    noun,
    name,
    at,
  }: Given<{ readonly noun: Text; readonly name: string; readonly at: string }>) =>
    acts(
      act(
        `Publish the ${noun.en} at ${name}: in a zone file with a final dot ("${name}."), in a panel that appends the zone without the zone.`,
        `${noun.ko}를 ${name}에 등록하세요. 존 파일에서는 끝에 점을 붙이고("${name}."), 존을 자동으로 붙이는 관리 화면에서는 존을 빼고 입력합니다.`,
      ),
      act(
        `Once it is there, delete the ${noun.en} at ${at}, and nothing else.`,
        `조회되는지 확인한 뒤 ${at}의 ${noun.ko}만 삭제하세요. 다른 레코드는 그대로 두세요.`,
      ),
    ),
  'record.public-address': ({ name }: Given<{ readonly name: string }>) =>
    acts(
      act(
        `If ${name} should be reached from the internet, publish its public address.`,
        `${name}에 인터넷에서 접속해야 한다면 공인 IP를 등록하세요.`,
      ),
      act(
        'Publish private addresses only in a zone that your own network alone sees.',
        '사설 IP는 내부망에서만 조회되는 존에 등록하세요.',
      ),
    ),
  'caa.clear-critical': (_: Given<object>) =>
    acts(
      act('If the tag is misspelled, correct it.', '태그의 철자가 틀렸다면 고치세요.'),
      act('Otherwise write the flag 0 instead of 128.', '철자가 맞다면 플래그를 128이 아니라 0으로 적으세요.'),
    ),
  'caa.restrict': (_: Given<object>) =>
    act(
      'If you want to restrict that, name every authority that you use in CAA records at the domain, such as: 0 issue "letsencrypt.org"',
      '발급을 제한하려면 사용하는 인증 기관을 모두 도메인의 CAA 레코드에 적으세요. 예: 0 issue "letsencrypt.org"',
    ),
  'cname.restore-or-delete': ({ name }: Given<{ readonly name: string }>) =>
    acts(
      act(
        `If ${name} is still used, publish the target of its CNAME record again, or name another.`,
        `${name} 이름을 계속 쓴다면 CNAME 레코드의 대상을 다시 등록하거나 다른 대상으로 바꾸세요.`,
      ),
      act(`If not, delete the CNAME record of ${name}.`, `쓰지 않는다면 ${name}의 CNAME 레코드를 삭제하세요.`),
    ),
  'mx.publish': ({ name, isAbsent }: Given<{ readonly name: string; readonly isAbsent: boolean }>) =>
    acts(
      isAbsent
        ? act(
            'Check how the domain is spelled, and whether it is registered and has not expired.',
            '도메인의 철자, 등록 여부, 만료일을 확인하세요.',
          )
        : null,
      act(
        `If ${name} takes mail, publish an MX record there that names its mail host.`,
        `${name} 도메인이 메일을 받는다면 메일 서버를 지정하는 MX 레코드를 등록하세요.`,
      ),
      act(
        'If it takes no mail, publish the MX record "0 ." (RFC 7505).',
        '메일을 받지 않는다면 MX 레코드 "0 ." 값을 등록하세요(RFC 7505).',
      ),
    ),
  'mx.add-ipv4': (_: Given<object>) =>
    act(
      'Give at least one mail host an IPv4 address (an A record) as well.',
      '메일 서버 중 하나 이상에 IPv4 주소(A 레코드)도 등록하세요.',
    ),
  'mx.null-or-others': (_: Given<object>) =>
    acts(
      act(
        'If the domain takes mail, delete the MX record "0 ." alone.',
        '도메인이 메일을 받는다면 MX 레코드 "0 ." 하나만 삭제하세요.',
      ),
      act('If it takes no mail, delete all the others.', '메일을 받지 않는다면 나머지 MX 레코드를 모두 삭제하세요.'),
    ),
  'mx.name-target': ({ host, target }: Given<{ readonly host: string; readonly target: string }>) =>
    act(
      `In the MX record, write ${target} instead of ${host}. If a provider gave you ${host}, ask it which host to name.`,
      `MX 레코드에 ${host} 대신 ${target} 이름을 적으세요. ${host} 이름을 서비스 업체가 안내했다면 어떤 호스트를 써야 하는지 업체에 문의하세요.`,
    ),
  /** Of an alias without an address: beside its CNAME record no A record may be. */
  'mx.address-instead-of-alias': ({ host }: Given<{ readonly host: string }>) =>
    acts(
      act(
        `If ${host} takes mail, replace its CNAME record with an A record (and an AAAA record, if it has IPv6).`,
        `${host}에서 메일을 받는다면 CNAME 레코드를 A 레코드로 바꾸세요(IPv6를 쓴다면 AAAA 레코드도).`,
      ),
      act(
        'If not, name the host that takes the mail in the MX record instead.',
        '받지 않는다면 MX 레코드에 실제로 메일을 받는 호스트를 적으세요.',
      ),
    ),
  'mx.address-or-other': ({ host }: Given<{ readonly host: string }>) =>
    acts(
      act(
        `If ${host} takes mail, publish an A record there (and an AAAA record, if it has IPv6).`,
        `${host}에서 메일을 받는다면 A 레코드를 등록하세요(IPv6를 쓴다면 AAAA 레코드도).`,
      ),
      act(
        'If not, name the host that takes the mail in the MX record instead.',
        '받지 않는다면 MX 레코드에 실제로 메일을 받는 호스트를 적으세요.',
      ),
    ),
} as const satisfies AdviceTable;
