/** What is worth knowing of a list, in Korean by the English notes of `lists.ts`. */
import type { Text } from '../model/language.ts';
import { inTable } from './meanings.ts';

const NOTES: Readonly<Record<string, string>> = {
  'Keyed zone (DQS), because the public mirrors refuse AWS resolvers. One answer may hold several codes. A PBL code alone is a policy entry, not bad reputation.':
    '공개 미러가 AWS 리졸버를 거부하므로 키가 필요한 존(DQS)을 씁니다. 응답 하나에 값이 여러 개일 수 있습니다. PBL 값만 있으면 정책 등재이며 평판 문제가 아닙니다.',
  'Without a key: free below 300,000 queries a day for non-commercial use, and only through a resolver of your own ("resolvers" or --resolver). Public resolvers and most clouds are refused.':
    '키가 없을 때: 비상업용으로 하루 300,000회 미만이면 무료이고, 자체 리졸버("resolvers" 또는 --resolver)로만 조회할 수 있습니다. 공용 리졸버와 대부분의 클라우드는 거부됩니다.',
  'Part of ZEN: use it only where ZEN is not asked.': 'ZEN의 일부입니다. ZEN을 조회하지 않을 때만 쓰세요.',
  'Read from ZEN, not a zone of its own. IPv4 as single addresses, IPv6 as /64 or larger, so one neighbor in the same /64 can list you.':
    '자체 존이 없고 ZEN에서 읽습니다. IPv4는 IP 하나씩, IPv6는 /64 이상의 대역으로 등재하므로 같은 /64의 이웃 때문에 등재될 수 있습니다.',
  'Policy: direct-to-MX mail is not expected from that range. Part of ZEN.':
    '정책: 메일을 직접 발송하지 않는 대역입니다. ZEN의 일부입니다.',
  'Read from ZEN. For an Elastic IP it would mean that the whole netblock counts as hostile: escalate to AWS.':
    'ZEN에서 읽습니다. Elastic IP가 여기 있으면 대역 전체가 악성으로 취급되는 것이므로 AWS에 알리세요.',
  'Names only, never addresses. Codes from 127.0.1.102 on mean a legitimate name that is being abused.':
    '도메인만 조회하며 IP는 조회하지 않습니다. 127.0.1.102부터는 정상 도메인이 악용된다는 뜻입니다.',
  'Age only: a fresh sending domain shows here and is not blocklisted.':
    '도메인의 나이만 알려 줍니다. 새 발송 도메인이 나타나도 차단된 것이 아닙니다.',
  'Meant for submission servers; an early sign of a compromised instance.':
    '메일을 접수하는 서버용 목록입니다. 탈취된 인스턴스를 일찍 알려 줍니다.',
  'Hashes of addresses, files and wallets: never a list for addresses or domains.':
    '이메일 주소, 파일, 지갑의 해시입니다. IP나 도메인을 조회하는 목록이 아닙니다.',
  'The policy codes (.11, .12) go away with a custom reverse name on the Elastic IP.':
    'Elastic IP에 자체 역방향 DNS를 설정하면 정책 값(.11, .12)이 사라집니다.',
  'An EC2 address with its default reverse name fits the rule; a custom one ends both codes.':
    '자동 생성된 기본 이름을 쓰는 EC2 IP가 해당됩니다. 자체 역방향 DNS를 설정하면 두 값 모두 사라집니다.',
  'Sub-domains of a listed name answer too.': '등재된 이름의 하위 도메인도 응답합니다.',
  'Age only. Answer codes are not documented.': '도메인의 나이만 알려 줍니다. 응답 값은 공개되어 있지 않습니다.',
  'Its domain expired on 2021-01-30 and a parking page listed everyone for most of a day.':
    '2021-01-30에 도메인이 만료되어 하루 가까이 모든 조회에 등재로 응답한 적이 있습니다.',
  'The address of the asking resolver must be registered; from Lambda that needs a fixed NAT address. What others get is not documented, so only the controls tell.':
    '조회하는 리졸버의 IP를 등록해야 합니다. Lambda에서는 고정 NAT IP가 필요합니다. 등록하지 않은 곳의 응답은 공개되어 있지 않아 시험용 항목으로만 알 수 있습니다.',
  'One answer only: the zero-hour list or the reputation level. No test entry is documented.':
    '응답은 하나입니다(신규 스팸 또는 평판 등급). 시험용 항목은 공개되어 있지 않습니다.',
  'Good senders are in this zone too; the bad half counts through bl.mailspike.net.':
    '평판이 좋은 발송지도 이 존에 있습니다. 나쁜 쪽은 bl.mailspike.net으로 판단합니다.',
  'Lists the neighborhood, not the address.': 'IP가 아니라 주변 대역을 등재합니다.',
  'Lists whole providers; large clouds are often on it.': '사업자 전체를 등재합니다. 대형 클라우드가 자주 등재됩니다.',
  'Not a list of spammers: it is safe only for mail with the empty sender.':
    '스팸 발송지 목록이 아닙니다. 발신자가 비어 있는 메일에만 쓸 수 있습니다.',
  'Aimed at IRC abuse. The last octet is the class; for 6, 16 and 18 the sources differ in wording. 127.0.0.1 is its testing class.':
    'IRC 악용이 대상입니다. 마지막 숫자가 유형이며, 6, 16, 18은 자료마다 설명이 다릅니다. 127.0.0.1은 시험용 값입니다.',
  'IRC list. Its former domain expired in January 2017 and listed everyone.':
    'IRC용 목록입니다. 2017년 1월 이전 도메인이 만료되어 모든 조회에 등재로 응답한 적이 있습니다.',
  'IRC abuse and open proxies.': 'IRC 악용과 오픈 프록시입니다.',
  '127.0.0.1 is a real code here (botnet). The querying address must be registered in MyValidity.':
    '이 목록에서 127.0.0.1은 실제 값(봇넷)입니다. 조회하는 IP를 MyValidity에 등록해야 합니다.',
  'A number, not a listing: no answer means no data.':
    '등재가 아니라 점수입니다. 응답이 없으면 자료가 없다는 뜻입니다.',
  'Names in message bodies: mail from a listed domain suffers through its links. Sub-domains of a listed name answer too.':
    '메일 본문에 나온 이름입니다. 등재된 도메인의 메일은 본문 링크 때문에 영향을 받습니다. 하위 도메인도 응답합니다.',
  'Grey (bulk mail) and red (young names) weigh less than black.':
    'grey(대량 메일)와 red(새 도메인)는 black보다 가볍습니다.',
  'Entries are /64s.': '/64 단위로 등재합니다.',
  'Age only: names registered within 15 days.': '도메인의 나이만 알려 줍니다(등록 후 15일 이내).',
  'What to ask here, names or addresses, is not clear.': '도메인과 IP 중 무엇을 조회해야 하는지 분명하지 않습니다.',
  'Attack sources, not spam: a hit on an Elastic IP suggests a compromised instance.':
    '스팸이 아니라 공격 발송지입니다. Elastic IP가 등재되면 인스턴스가 탈취되었을 수 있습니다.',
  'Only 127.0.0.2 (and perhaps .4) is negative. It lists 127.0.0.1 as white, so the usual negative test fails by design. Weak proof of life.':
    '127.0.0.2(어쩌면 .4도)만 나쁜 값입니다. 127.0.0.1을 white로 응답하므로 일반적인 시험은 통과하지 못합니다. 정상 동작을 확인하기 어렵습니다.',
  'An answer is good news. A client that queries too much gets "high trust" for everything.':
    '응답이 있으면 좋은 소식입니다. 너무 많이 조회하면 모든 조회에 신뢰 높음으로 응답합니다.',
  'The bit values come from a client, not from the operator.': '비트 값은 운영자가 아니라 다른 프로그램의 자료입니다.',
  'Answer codes are not documented; receivers answer 450 or "ERS-QIL".':
    '응답 값은 공개되어 있지 않습니다. 수신 서버는 450 또는 "ERS-QIL"로 응답합니다.',
  'No public query zone: look the address up on the web.': '공개 조회 존이 없습니다. 웹에서 IP를 조회하세요.',
  'No public query zone: look the name up on the web.': '공개 조회 존이 없습니다. 웹에서 도메인을 조회하세요.',
  'Part of all.spamrats.com.': 'all.spamrats.com의 일부입니다.',
  'Part of all.spamrats.com. Not meant for inbound mail.': 'all.spamrats.com의 일부입니다. 수신 메일용이 아닙니다.',
  'The policy codes go away with a reverse name on the Elastic IP. No test entry is documented.':
    'Elastic IP에 역방향 DNS를 설정하면 정책 값이 사라집니다. 시험용 항목은 공개되어 있지 않습니다.',
  'Finnish-language spam. Whole networks may be listed.': '핀란드어 스팸입니다. 네트워크 전체가 등재될 수 있습니다.',
  'Answer codes are not documented.': '응답 값은 공개되어 있지 않습니다.',
  'Has no test entry, and its answer codes are not documented.': '시험용 항목이 없고 응답 값은 공개되어 있지 않습니다.',
  'Has no test entry.': '시험용 항목이 없습니다.',
  'Meant for scoring only.': '점수를 매기는 데만 쓰는 목록입니다.',
  'The provider behind it seems gone: likely to become a dead list.':
    '운영 업체가 사라진 것으로 보입니다. 곧 종료될 수 있습니다.',
  'Weak proof of life.': '정상 동작을 확인하기 어렵습니다.',
  'Hashes of e-mail addresses: never a list for addresses or domains.':
    '이메일 주소의 해시입니다. IP나 도메인을 조회하는 목록이 아닙니다.',
  'Lists whole ranges when whois contacts are bad. Answer codes are not documented.':
    'whois 연락처가 잘못되면 대역 전체를 등재합니다. 응답 값은 공개되어 있지 않습니다.',
  'One-man list.': '한 사람이 운영하는 목록입니다.',
  'Breaches of standards, not spam. 127.0.0.1 is an answer here.':
    '스팸이 아니라 표준 위반입니다. 이 목록에서 127.0.0.1은 실제 응답입니다.',
  'TOR exit nodes. Answer codes are not documented.': 'TOR 출구 노드입니다. 응답 값은 공개되어 있지 않습니다.',
  'No query zone. Bounces with S3140 or S3150 mean this list; SNDS shows the state of your addresses.':
    '조회 존이 없습니다. 반송 메일의 S3140이나 S3150이 이 목록을 뜻합니다. IP의 상태는 SNDS에서 볼 수 있습니다.',
  'No query zone. Apple iCloud is reported to filter with Proofpoint.':
    '조회 존이 없습니다. Apple iCloud가 Proofpoint로 거른다고 알려져 있습니다.',
  'A reputation service without a query zone.': '조회 존이 없는 평판 서비스입니다.',
  'Korea Internet & Security Agency. Whether it still runs is not established.':
    '한국인터넷진흥원(KISA)의 목록입니다. 지금도 운영하는지 확인하지 못했습니다.',
  'Romanian list.': '루마니아의 목록입니다.',
  'Codes as documented in 2013.': '응답 값은 2013년 설명에 따른 것입니다.',
  'Spanish list.': '스페인의 목록입니다.',
  'Its zone white.dnsbl.brukalai.lt is an allow-list.': 'white.dnsbl.brukalai.lt 존은 허용 목록입니다.',
  'University of Pecs.': '페치 대학교(헝가리)의 목록입니다.',
  'Geographic: policy, never a finding about reputation.': '지역별 정책 목록입니다. 평판과는 관계없습니다.',
  'Residential ranges.': '가정용 회선 대역입니다.',
};

/** What the table does not have is the words of a file of the user's own. */
export const listNote = (english: string): Text => inTable(NOTES, english);
