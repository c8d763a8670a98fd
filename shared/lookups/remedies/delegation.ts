/** Advice about the servers of a zone. */
import { type AdviceTable, act, acts, type Given } from './entry.ts';

export const DELEGATION_ADVICE = {
  'ns.add-second': (_: Given<object>) =>
    acts(
      act(
        'Set the zone up on a second name server, in another network.',
        '다른 네트워크에 있는 두 번째 네임서버에 존을 설정하세요.',
      ),
      act(
        'Then add it to the NS records of the zone and at the registrar.',
        '그런 다음 존의 NS 레코드와 도메인 등록 업체에 그 서버를 추가하세요.',
      ),
    ),
  'ns.name-target': ({ host, target }: Given<{ readonly host: string; readonly target: string }>) =>
    acts(
      act(
        `Find out under which name of its own the server runs: ${target} is where the alias ends.`,
        `네임서버의 실제 이름을 확인하세요. 별칭의 끝은 ${target}입니다.`,
      ),
      act(
        `Write that name instead of ${host}, in the NS records and at the registrar.`,
        `NS 레코드와 도메인 등록 업체에서 ${host} 대신 그 이름을 적으세요.`,
      ),
    ),
  'ns.address-or-remove': ({ host }: Given<{ readonly host: string }>) =>
    acts(
      act(
        `If the server is in use, publish an A or AAAA record at ${host}.`,
        `사용 중인 서버라면 ${host}에 A 또는 AAAA 레코드를 등록하세요.`,
      ),
      act(
        'If not, remove it from the NS records of the zone and from the delegation at the registrar.',
        '사용하지 않는다면 존의 NS 레코드와 도메인 등록 업체의 위임에서 빼세요.',
      ),
    ),
  'soa.change': (_: Given<object>) =>
    acts(
      act(
        'Change that value in the SOA record, at the primary server or at your DNS provider.',
        '주 네임서버나 DNS 서비스에서 SOA 레코드의 해당 값을 바꾸세요.',
      ),
      act(
        'On a server of your own, raise the serial as well, so that the secondary servers follow.',
        '직접 운영하는 서버라면 보조 서버가 따라오도록 일련번호도 올리세요.',
      ),
    ),
  'dns.see-registrar': (_: Given<object>) =>
    acts(
      act('Repeat the lookup from another network.', '다른 네트워크에서 다시 조회하세요.'),
      act('See at the registrar which name servers are set.', '도메인 등록 업체에 설정된 네임서버를 확인하세요.'),
    ),
  'dns.serve-or-remove': ({ zone }: Given<{ readonly zone: string }>) =>
    acts(
      act(
        `If the server should answer for ${zone}, set the zone up on it.`,
        `${zone} 존을 제공해야 하는 서버라면 존을 설정하세요.`,
      ),
      act(
        'If not, remove it from the delegation at the registrar and from the NS records.',
        '아니라면 도메인 등록 업체의 위임과 NS 레코드에서 빼세요.',
      ),
    ),
  'dns.public-address': ({ host }: Given<{ readonly host: string }>) =>
    acts(
      act(
        `If ${host} should serve the zone to the internet, publish its public address.`,
        `${host} 서버가 인터넷에 존을 제공해야 한다면 공인 IP를 등록하세요.`,
      ),
      act(
        'If not, remove it from the delegation at the registrar and from the NS records.',
        '아니라면 도메인 등록 업체의 위임과 NS 레코드에서 빼세요.',
      ),
    ),
  'dns.ask-from-elsewhere': (_: Given<object>) =>
    acts(
      act('Repeat the lookup from another network.', '다른 네트워크에서 다시 조회하세요.'),
      act(
        'If the server does not answer there either, check the server and its firewall.',
        '그래도 응답이 없으면 서버와 방화벽을 점검하세요.',
      ),
    ),
  'dns.close-recursion': (_: Given<object>) =>
    acts(
      act(
        'If your own network uses this server as its resolver, allow recursion to your own network only (BIND: allow-recursion).',
        '내부망에서 이 서버를 리졸버로 쓴다면 내부망에만 재귀 조회를 허용하세요(BIND: allow-recursion).',
      ),
      act(
        'If not, switch recursion off (BIND: recursion no; in options).',
        '아니라면 재귀 조회를 끄세요(BIND: options에 recursion no;).',
      ),
    ),
  'dns.fix-transfer': (_: Given<object>) =>
    act(
      'Find out why the secondary servers do not follow the primary (zone transfer, NOTIFY).',
      '보조 서버가 주 서버를 따라가지 못하는 이유를 확인하세요(존 전송, NOTIFY).',
    ),
  'dns.match-delegation': (_: Given<object>) =>
    acts(
      act(
        'Decide which name servers should serve the zone, and check that each of them answers for it.',
        '존을 제공할 네임서버를 정하고, 모두 이 존을 응답하는지 확인하세요.',
      ),
      act(
        'Set exactly those in the NS records of the zone and at the registrar.',
        '존의 NS 레코드와 도메인 등록 업체에 같은 네임서버를 설정하세요.',
      ),
    ),
  'dns.wait-refresh': (_: Given<object>) =>
    acts(
      act('Wait for the refresh time of the zone, then look again.', '존의 refresh 시간이 지난 뒤 다시 조회하세요.'),
      act(
        'If they still differ, find out why the secondary servers do not follow the primary (zone transfer, NOTIFY).',
        '그래도 다르면 보조 서버가 주 서버를 따라가지 못하는 이유를 확인하세요(존 전송, NOTIFY).',
      ),
    ),
} as const satisfies AdviceTable;
