/** Where advice sends people: only to known hosts, the page of the case first, and each with the day on which it was checked. */
import { describe, expect, it } from 'vitest';
import { CAUSE_FACTS } from '../../shared/bounce/causes.ts';
import { diagnose } from '../../shared/bounce/diagnose.ts';
import { LINK_HOSTS, linkHostOf } from '../../shared/bounce/link-hosts.ts';
import { remedyIn } from '../../shared/bounce/remedies/in-language.ts';
import { type BounceRemedyId, REMEDIES } from '../../shared/bounce/remedies.ts';
import { RULES } from '../../shared/bounce/rules.ts';
import { type Examined, unexamined } from '../../shared/diagnose/examine.ts';
import { caseIdIn } from '../../shared/diagnose/links.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { LANGUAGES } from '../../shared/model/language.ts';

async function offline(text: string): Promise<Examined> {
  const read = await diagnose(text, LISTS);
  return unexamined((read.ok ? read.value.diagnoses : [])[0]!, {});
}
const urls = async (text: string): Promise<readonly string[]> =>
  (await offline(text)).links.map(({ kind, url }) => `${kind} ${url}`);
const DAY = /^\d{4}-\d\d-\d\d$/;

describe('the links of bounce advice', () => {
  it.each(Object.entries(REMEDIES))('of the remedy %s are to known hosts, no front pages, and dated', (id, remedy) => {
    expect(remedy.checkedOn).toMatch(DAY);
    const texts = LANGUAGES.flatMap((language) =>
      remedyIn(language, id as BounceRemedyId).steps.map(({ text }) => text),
    );
    const written = texts.flatMap((text) => text.match(/https?:\/\/\S+/g) ?? []);
    for (const url of [remedy.url ?? [], written].flat()) {
      const host = linkHostOf(url);
      expect(host?.checkedOn, url).toMatch(DAY);
      const { pathname, search } = new URL(url);
      expect(pathname !== '/' || search !== '' || host?.isTool === true, `${url} is a front page`).toBe(true);
    }
  });

  it('of every rule come from a remedy or a list, and every host in the table has its day', () => {
    for (const rule of RULES) expect(REMEDIES[rule.remedy ?? CAUSE_FACTS[rule.cause].remedy].checkedOn).toMatch(DAY);
    for (const { host, checkedOn } of LINK_HOSTS) expect([host, checkedOn]).toEqual([host, expect.stringMatching(DAY)]);
  });

  it('begin with the page of the very case out of the reply, then the list, then the operator', async () => {
    expect(
      await urls(
        '554 5.7.1 Client host [203.0.113.9] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/203.0.113.9',
      ),
    ).toEqual([
      'case https://www.spamhaus.org/query/ip/203.0.113.9',
      expect.stringMatching(/^list https:\/\/check\.spamhaus\.org/),
    ]);
    const gmx = await urls(
      '554-gmx.net (mxgmx101) Nemesis ESMTP Service not available 554-No SMTP service 554-IP address is block listed. 554 For explanation visit https://postmaster.gmx.net/en/case?c=r0101&i=ip&v=203.0.113.9&r=1N3abc',
    );
    expect(gmx[0]).toBe('case https://postmaster.gmx.net/en/case?c=r0101&i=ip&v=203.0.113.9&r=1N3abc');
  });

  it.each([
    'https://check.spamhaus.org.evil.example/query/ip/203.0.113.9',
    'https://evil.example/203.0.113.9?ip=203.0.113.9',
    'https://user:pass@www.spamhaus.org/query/ip/203.0.113.9',
    'https://www.spamhaus.org:8443/query/ip/203.0.113.9',
    'javascript://www.spamhaus.org/203.0.113.9',
    // A receiver that has nothing to do with it.
    'https://postmaster.gmx.net/en/case?v=203.0.113.9',
  ])('never come from a stranger: %s', async (hostile) => {
    const found = await urls(`554 5.7.1 Client host [203.0.113.9] blocked using zen.spamhaus.org; ${hostile}`);
    expect(found.filter((one) => one.startsWith('case '))).toEqual([]);
    expect(found.join(' ')).not.toContain('evil');
  });

  it('never tell who is on a known list to find the list', async () => {
    for (const { id, zone, status, kind } of LISTS) {
      if (zone === null || zone.includes('{key}') || status !== 'active' || kind === 'allow') continue;
      const found = await offline(`554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using ${zone}`);
      if (found.listedBy === undefined) continue;
      expect(found.remedy.text, id).not.toMatch(/Find out which lists/);
    }
    const psbl = await offline(
      '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using psbl.surriel.com',
    );
    expect(psbl.remedy.text).toContain('The address is on PSBL.');
    expect(psbl.remedy.url).toMatch(/^https:\/\/psbl\.org\//);
  });

  it('have the number of the case beside them, where the reply has one', () => {
    const caseOf = (text: string) => caseIdIn({ text }).caseId;
    expect(caseOf('550 blocked, reference: AB12-3456, see our page')).toBe('AB12-3456');
    expect(caseOf('550 Case number 4711005 was opened')).toBeUndefined();
    expect(caseOf('550 case id: 4711005')).toBe('4711005');
    for (const none of ['550 in this case: no', '550 ticket: ann1@example.net', '550 reference'])
      expect(caseOf(none)).toBeUndefined();
  });
});

describe('the facts of bounce advice', () => {
  const steps = (id: BounceRemedyId): string => JSON.stringify(LANGUAGES.map((language) => remedyIn(language, id)));

  it.each<[BounceRemedyId, readonly RegExp[]]>([
    [
      'trend-micro',
      [
        /Remove button/,
        /abuse@ or postmaster@/,
        /separate form\. It does not unblock/,
        /별도의 신청서이며 차단을 풀어 주지 않습니다/,
      ],
    ],
    ['daum', [/AXZ has run Daum mail/, /에이엑스지/]],
    ['kakao', [/another operator than Daum/, /운영사가 다릅니다/]],
    ['mailbox-disabled', [/Daum makes a mailbox dormant after 3 months/, /휴면/]],
    ['laposte', [/aligns with the domain in From.*September 9, 2025/, /2025년 9월 9일/]],
    ['microsoft-consumer', [/no trap hits since July 22, 2026.*30 days/, /2026년 7월 22일.*30일/]],
    ['gmail-reputation', [/deliverability verdict.*honor unsubscribe/, /도달률 판정.*수신 거부/]],
    ['ses', [/a tenant has a suppression list of its own/, /테넌트/]],
    ['comcast', [/Comcast Business mailboxes are not moved/, /Comcast Business 메일함은 옮기지 않습니다/]],
  ])("are today's for %s, in every language", (id, facts) => {
    for (const fact of facts) expect(steps(id)).toMatch(fact);
  });

  it('tell Daum from Kakao by the recipient, and the codes of La Poste from those of Orange', async () => {
    const daum = async (to: string) =>
      (
        await offline(
          `Nov 24 12:00:00 mx postfix/smtp[1]: ABCDEF: to=<${to}>, relay=mx.example[198.51.100.1]:25, dsn=5.7.1, status=bounced (host mx.example[198.51.100.1] said: 554 5.7.1 [DAS41] blocked (in reply to RCPT TO command))`,
        )
      ).remedy.id;
    expect([await daum('bob@hanmail.net'), await daum('bob@kakao.com')]).toEqual(['daum', 'kakao']);
    for (const [code, cause] of [
      ['416', 'user-unknown'],
      ['417', 'mailbox-full'],
      ['506', 'content-spam'],
    ] as const)
      expect(await offline(`550 5.5.0 refused LPN007_${code}`)).toMatchObject({ provider: 'laposte.net', cause });
    expect(await offline('550 5.5.0 refused OFR_416')).toMatchObject({ provider: 'orange', cause: 'user-unknown' });
  });

  it('of Validity: every resolver that is not registered is refused, whatever its volume', () => {
    for (const { refusals } of LISTS.filter(({ id }) => id === 'validity-rpbl' || id === 'validity-senderscore'))
      expect(JSON.stringify(refusals)).toMatch(/not registered in MyValidity(?!, or over)/);
  });
});
