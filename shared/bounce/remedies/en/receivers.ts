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
      'Keep the spam rate in Postmaster Tools below 0.3% for seven days. Then you can use the mitigation form.',
    ],
    needs: ['a verified domain in Postmaster Tools'],
    obsolete:
      'Google retired the IP and domain reputation charts of Postmaster Tools on September 30, 2025. Use compliance status, spam rate and delivery errors.',
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
      'Watch the address in SNDS, and enroll in JMRP.',
    ],
    needs: [IP_EN, 'a Microsoft account', CODE],
    obsolete:
      'The SNDS pages and data links at sendersupport.olc.protection.outlook.com stopped in June 2026. SNDS is now here: https://substrate.office.com/ip-domain-management-snds/SNDS',
  },
  'microsoft-delist': {
    steps: [STOP_CAUSE_EN, 'Request removal in the delist portal (for codes 5.7.606 to 5.7.649).'],
    needs: [IP_EN, CONFIRMATION_EN],
  },
  'microsoft-banned-sender': {
    steps: [
      STOP_CAUSE_EN,
      'The portal does not cover this code. Send the whole refusal to delist@messaging.microsoft.com.',
    ],
    needs: [IP_EN, REFUSAL_EN],
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
      'Mailboxes have been moving to Yahoo since June 2025. If the MX host is at yahoodns.net, use Sender Hub instead.',
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
  spectrum: { steps: [PROVE_SENDER_EN, 'Look up the AUP#In code. Spectrum lifts blocks on request.'] },
  cox: {
    steps: [PROVE_SENDER_EN, 'Look up the code. Cox mailboxes have been moving to Yahoo, where Sender Hub helps.'],
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
      'Then write to the mailbox that the refusal names (tosa@, toda@ or tobr@rx.t-online.de). Give the address.',
    ],
    needs: [IP_EN, 'the reverse name', 'a web page that names the operator'],
  },
  orange: {
    steps: [STOP_CAUSE_EN, PROVE_SENDER_EN, 'Look up the OFR code. Code 102 follows the reputation at Cloudmark.'],
  },
  laposte: { steps: [STOP_CAUSE_EN, PROVE_SENDER_EN, 'Look up the LPN code.'] },
  sfr: { steps: [PROVE_SENDER_EN, 'Blocks last about two hours. Slow down and let the queue retry.'] },
  'mail-ru': { steps: [PROVE_SENDER_EN, 'Then use the form for postmasters.'] },
  yandex: { steps: [STOP_CAUSE_EN, 'A block lasts 24 hours. It ends by itself if the cause is gone.'] },
  qq: { steps: [PROVE_SENDER_EN, 'Then use the service pages of QQ Mail.'] },
  netease: { steps: [PROVE_SENDER_EN, 'Look up the code on the help pages of NetEase.'] },
  kakao: {
    steps: [
      PROVE_SENDER_EN,
      STOP_CAUSE_EN,
      atPage(
        'For @daum.net and @hanmail.net, write to the Daum help center in Korean, with the whole refusal. AXZ has run Daum mail since December 2025. We could not confirm that the address of the help center is still the same.',
      ),
      'For @kakao.com, write to the Kakao help center.',
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
