/** Receivers with forms, rules or code tables of their own. */
import type { BounceCatalogue } from '../words.ts';
import { atPage } from '../words.ts';
import { CONFIRMATION_EN, IP_EN, PROVE_SENDER_EN, REFUSAL_EN, STOP_CAUSE_EN } from './common.ts';

const CODE = 'the text of the refusal with its code';

export const RECEIVERS_EN = {
  'gmail-reputation': {
    steps: [
      STOP_CAUSE_EN,
      PROVE_SENDER_EN,
      'Read the compliance status in Postmaster Tools (postmaster.google.com). Since June 2026 it has a deliverability verdict with its reason, and one on whether you honor unsubscribe requests.',
      atPage(
        'Keep the spam rate there below 0.3% for seven days. Then bulk senders that meet every rule can use the escalation form.',
      ),
    ],
    needs: ['a verified domain in Postmaster Tools'],
    obsolete:
      'Google retired the IP and domain reputation charts of Postmaster Tools on September 30, 2025. Use its compliance status, spam rate and delivery errors.',
  },
  'gmail-sender': {
    steps: [
      "Follow Google's rules for senders: SPF or DKIM for all, both with DMARC and one-click unsubscribe for bulk mail, valid reverse DNS, TLS.",
    ],
  },
  yahoo: {
    steps: [
      PROVE_SENDER_EN,
      STOP_CAUSE_EN,
      atPage(
        'File a Sender Support Request in Sender Hub. This is also the place for a new address that cannot send at all.',
      ),
      'Enroll your DKIM domain in the Complaint Feedback Loop of Sender Hub, so that complaints reach you by mail.',
    ],
    needs: [IP_EN, 'the reverse name', 'the DKIM domain', CODE, 'proof that the recipients asked for the mail'],
    obsolete:
      'AOL and Yahoo no longer have an allow list. Complaint feedback loops by IP address ended in August 2024. The Verizon Media and AOL postmaster pages are gone.',
  },
  'yahoo-sender': { steps: [PROVE_SENDER_EN, "Look up the code in Yahoo's table."] },
  'microsoft-consumer': {
    steps: [
      STOP_CAUSE_EN,
      PROVE_SENDER_EN,
      atPage(
        'Open a ticket with the form for Outlook.com senders. The answer comes within 24 to 48 hours. If it finds nothing, reply to it.',
      ),
      'Watch the address in SNDS, and enroll in JMRP. SNDS has no trap hits since July 22, 2026, and its data links end after 30 days.',
    ],
    needs: [IP_EN, 'a Microsoft account', CODE],
    obsolete:
      'The SNDS pages and data links at sendersupport.olc.protection.outlook.com stopped in June 2026, and trap hits on July 22, 2026. SNDS is now here: https://substrate.office.com/ip-domain-management-snds/SNDS',
  },
  'microsoft-delist': {
    steps: [STOP_CAUSE_EN, 'Request removal in the delist portal (for codes 5.7.606 to 5.7.649).'],
    needs: [IP_EN, CONFIRMATION_EN],
  },
  'microsoft-banned-sender': {
    steps: [
      STOP_CAUSE_EN,
      'The portal does not cover this code. Send the whole refusal with its code and address to delist@microsoft.com.',
    ],
    needs: [IP_EN, REFUSAL_EN],
    obsolete: 'Old refusals and guides name delist@messaging.microsoft.com. Microsoft now names delist@microsoft.com.',
  },
  'microsoft-bulk': {
    steps: [
      'If you send more than 5,000 messages a day to Outlook.com, SPF and DKIM must pass, and the DMARC record must align with one of them.',
    ],
  },
  apple: {
    steps: [
      PROVE_SENDER_EN,
      STOP_CAUSE_EN,
      'Then write to icloudadmin@apple.com. There is no allow list and no feedback loop.',
    ],
    needs: ['company and domain', 'the addresses', REFUSAL_EN],
  },
  comcast: {
    steps: [
      PROVE_SENDER_EN,
      STOP_CAUSE_EN,
      'If the refusal has a link of Comcast, follow it first: the form for this block is there.',
      'Mailboxes at comcast.net have been moving to Yahoo since June 2025. If the MX host is at yahoodns.net, use Sender Hub instead. Comcast Business mailboxes are not moved.',
    ],
  },
  att: {
    steps: [
      PROVE_SENDER_EN,
      STOP_CAUSE_EN,
      'The mailboxes have been at Yahoo since June 2025. File a Sender Support Request in Sender Hub.',
    ],
    obsolete: 'abuse_rbl@abuse-att.net no longer works.',
  },
  spectrum: {
    steps: [
      PROVE_SENDER_EN,
      'Look up the AUP#In code. Codes 1200 to 1210 follow Cloudmark, and 1220 to 1250 follow Spamhaus. We found no form or mailbox for senders.',
    ],
  },
  cox: {
    steps: [
      PROVE_SENDER_EN,
      'The mailboxes of cox.net have been at Yahoo since October 2024. File a Sender Support Request in Sender Hub. The AUP#CX codes are only in old logs.',
    ],
  },
  godaddy: {
    steps: [STOP_CAUSE_EN, "Request removal of the address. GoDaddy's help pages explain the code."],
    needs: [IP_EN, REFUSAL_EN],
  },
  'godaddy-codes': { steps: ['Look up the IB code and fix what it names.'] },
  gmx: {
    steps: [
      PROVE_SENDER_EN,
      atPage('Open the link in the last line of the refusal. It explains the case. Then use the contact form.'),
    ],
    needs: ['the text of the refusal with its link'],
  },
  't-online': {
    steps: [
      'T-Online blocks addresses that it does not know. You first need a reverse name in your own domain and a web page there that names the operator.',
      'Then write to the mailbox that the refusal names (tosa@, toda@, tobr@ or postmaster@rx.t-online.de). Give the address.',
    ],
    needs: [IP_EN, 'the reverse name', 'a web page that names the operator'],
  },
  orange: {
    steps: [
      STOP_CAUSE_EN,
      PROVE_SENDER_EN,
      'Check the address at Abusix, Spamhaus and Cloudmark first: Orange follows them.',
      'Orange requires a reverse name, a full EHLO name and a static address, and SPF, DKIM and DMARC must all pass. Then write to abuse@orange.fr with the refusal.',
    ],
  },
  laposte: {
    steps: [
      'Make sure that SPF or DKIM passes and aligns with the domain in From. La Poste has required this since September 9, 2025.',
      STOP_CAUSE_EN,
      'Slow down to two connections. La Poste has no form for senders that we found, and code 503 ends within hours.',
    ],
  },
  'laposte-sender': {
    steps: ['Make sure that the sender address (MAIL FROM and From) accepts mail: La Poste tests it.'],
  },
  sfr: { steps: [PROVE_SENDER_EN, 'Blocks last about two hours. Slow down and let the queue retry.'] },
  'mail-ru': { steps: [PROVE_SENDER_EN, 'Then use the form for postmasters.'] },
  yandex: { steps: [STOP_CAUSE_EN, 'A block lasts 24 hours. It ends by itself if the cause is gone.'] },
  qq: {
    steps: [PROVE_SENDER_EN, 'Then use the help link in the refusal: the form for this very refusal is there.'],
  },
  netease: {
    steps: [
      PROVE_SENDER_EN,
      'Follow the link in the refusal: it explains the code. HL:REP and HL:MEP end by themselves.',
    ],
  },
  daum: {
    steps: [
      PROVE_SENDER_EN,
      STOP_CAUSE_EN,
      'Write to the Daum help center in Korean, with the whole refusal. AXZ has run Daum mail (daum.net and hanmail.net) since December 2025. We could not confirm where its help center is now.',
    ],
    needs: [IP_EN, CODE],
  },
  kakao: {
    steps: [
      PROVE_SENDER_EN,
      STOP_CAUSE_EN,
      'Write to the Kakao help center in Korean, with the whole refusal. Kakao Mail (kakao.com) has had another operator than Daum since December 2025.',
    ],
    needs: [IP_EN, CODE],
  },
  naver: {
    steps: [
      PROVE_SENDER_EN,
      'Naver recommends SPF and DKIM. Bulk senders also need DMARC.',
      'Use the help center form "mail from my own mail server is not received", in Korean. Proof of when you got the address helps.',
    ],
    needs: [IP_EN, 'proof of the day when it was allocated', REFUSAL_EN],
  },
} satisfies Partial<BounceCatalogue>;
