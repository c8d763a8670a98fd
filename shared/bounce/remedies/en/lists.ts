/** Blocklists, each with its own way out. */
import type { BounceCatalogue } from '../words.ts';
import { actBy, atPage, fact, tested } from '../words.ts';
import { CONFIRMATION_EN, IP_EN, STOP_CAUSE_EN, STOPPED_EN } from './common.ts';

const OWN_NAME = tested('Set a reverse name of your own.');

export const BLOCKLISTS_EN = {
  dynamic: {
    steps: [
      fact('The receiver takes the address for a residential or dynamic one, not for a mail server.'),
      OWN_NAME,
      'Request removal of this one address from the list that has the range, or send through an authenticated relay.',
    ],
    needs: ['a static address', 'a reverse name of your own'],
  },
  blocklist: {
    steps: [
      STOP_CAUSE_EN,
      actBy('Find out which lists have the address, and how each one removes it.', 'npx postwatch check <ip>'),
    ],
  },
  'blocklist-named': {
    steps: [
      STOP_CAUSE_EN,
      atPage('The address is on <list>. Request its removal on the page of the list, once and with the true reason.'),
    ],
    needs: [IP_EN, STOPPED_EN],
  },
  'blocklist-expires': {
    steps: [
      STOP_CAUSE_EN,
      atPage(
        'The address is on <list>, which has no removal request. The listing ends by itself once the cause is gone.',
      ),
    ],
  },
  'spamhaus-ip': {
    steps: [
      STOP_CAUSE_EN,
      'Look up the address. The page names the list (SBL, CSS, XBL or PBL), the reason and how to get removed. Only the provider of the address can request removal from the SBL.',
    ],
    needs: [IP_EN, STOPPED_EN],
  },
  'spamhaus-pbl': {
    steps: [
      fact('The PBL is a policy list: this range should not send mail directly. This is not about your mail.'),
      OWN_NAME,
      'Remove this one address on the page, or send through an authenticated relay.',
    ],
    needs: ['a static address', CONFIRMATION_EN],
  },
  'spamhaus-dbl': {
    steps: [
      'The domain is listed, not the address. Look it up: the page names the reason.',
      'Clean up the site or the mailings behind it. Then request removal there.',
    ],
    needs: ['the domain', STOPPED_EN],
  },
  'receiver-resolver': {
    steps: [
      fact(
        'Nothing is wrong with your address. The list refused the queries of the receiver, and the receiver read the refusal as a listing.',
      ),
      atPage(
        "Tell the receiver's postmaster by another channel: query the list through their own resolver or with a key, and ignore answers in 127.255.255.0/24.",
      ),
      'Do not request removal: there is no listing to remove.',
    ],
  },
  'dead-list': {
    steps: [
      fact(
        'This list has shut down, so no address can be removed from it. The receiver still queries it, or a domain that someone else owns now.',
      ),
      "Ask the receiver's postmaster to remove the list from their configuration.",
    ],
    obsolete: 'The removal forms of SORBS (shut down in June 2024) and of other dead lists no longer exist.',
  },
  spamcop: {
    steps: [STOP_CAUSE_EN, 'SpamCop has no removal request. A listing ends about 24 hours after the last report.'],
  },
  barracuda: {
    steps: [STOP_CAUSE_EN, 'Request removal once, with the true reason. Repeated requests are ignored.'],
    needs: [IP_EN, 'a mailbox', 'a telephone number'],
  },
  uceprotect: {
    steps: [
      atPage(
        'There is no removal request. A listing ends seven days after the last abuse. Do not pay for a faster removal.',
      ),
      'Levels 2 and 3 list whole ranges for what others do. The receiver should not refuse mail because of them.',
    ],
  },
  invaluement: { steps: [STOP_CAUSE_EN, 'Look up the address and request removal.'] },
  validity: {
    steps: [
      STOP_CAUSE_EN,
      'Look up the address on the page, where a listing can be lifted for a time. The score follows the mail of the last 30 days.',
    ],
  },
  hostkarma: { steps: [STOP_CAUSE_EN, 'Remove the address on the page.'] },
  'kisa-rbl': {
    steps: [
      STOP_CAUSE_EN,
      atPage(
        'Look up the address at KISA. We found nothing newer than 2020 on the list, and no procedure for removal.',
      ),
      'You can register the domain as a White Domain. It is not required, and we could not confirm that portals still use it.',
    ],
    needs: ['an SPF record that names the servers'],
  },
  // docs.trendmicro.com, "Email Reputation Services in Service Central", step 3 and "Global Approved List", read on 2026-11-30.
  'trend-micro': {
    steps: [
      'Look up the address in the Email Reputation service. "None" means not listed. DUL is dynamic space, KSSL and ETL are reputation, and QIL ends by itself within 5 minutes to 12 hours.',
      tested('Give the address a reverse name of your own first. DUL lists addresses that look dynamic.'),
      tested('Make sure that abuse@ or postmaster@ of the sending domain accepts mail.'),
      atPage(
        'Use the Remove button beside the list, once for each list. Give abuse@ or postmaster@ as the contact: requests from other mailboxes are not processed. On AWS, say that the Elastic IP is allocated to you.',
      ),
      'The answer comes by mail in English and may take several days.',
      'The Global Approved List is a separate form. It does not unblock an address: nominate the server there, if at all, once it is off every list.',
    ],
    needs: [
      IP_EN,
      'the reverse name',
      'a mailbox abuse@ or postmaster@ of the sending domain',
      'the company',
      'the text of the refusal',
    ],
    obsolete:
      'The old pages (mail-abuse.com, mail-abuse.org, ers.trendmicro.com/reputations) are gone. The service is now Email Reputation in Service Central.',
  },
  'trend-micro-quick': {
    steps: [
      'This is the quick list (QIL). A listing ends 5 minutes to 12 hours after the last burst of spam. Let the queue retry.',
      atPage('If it comes back, look up the address and treat your server as a spam source until you know better.'),
    ],
    obsolete: 'ers.trendmicro.com/reputations has moved to Service Central.',
  },
  'url-blocklist': {
    steps: [
      actBy(
        'A link or domain in the text is listed, not the sender. Find out which one.',
        'npx postwatch check <domain>',
      ),
      'If it is not yours, remove it and send again. If it is yours, clean up the site and request removal.',
    ],
  },
} satisfies Partial<BounceCatalogue>;
