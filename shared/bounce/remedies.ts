/**
 * What to do, by id: the steps in the order in which they help, the page or form of today, what it asks for, and how long it
 * usually takes. Hours are planning estimates unless the receiver states them. Forms are for people: none can be submitted
 * by a machine.
 */
import type { BounceRemedy } from './diagnosis.ts';

const CHECKED = '2026-11-24';

type Entry = Omit<BounceRemedy, 'text' | 'checkedOn' | 'needs'> & {
  readonly needs?: readonly string[];
  readonly checkedOn?: string;
};

const REVERSE_DNS = [
  'Publish an A record for the mail host name that points at the sending address.',
  'Set the reverse DNS of the address to that same name: on an Elastic IP "npx postwatch reverse-dns <ip> <name>", elsewhere through whoever holds the address.',
  'Use the same name in the EHLO greeting.',
  'Check that address -> name -> address closes the loop ("npx postwatch check <ip> --only ptr"), then send again.',
];
const REVERSE_NEEDS = [
  'the allocation id of the Elastic IP, or the account with the provider of the address',
  'an A record that already points at the address',
];
const AWS_REVERSE_DNS =
  'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html#Using_Elastic_Addressing_Reverse_DNS';
const STOP_CAUSE =
  'First find and stop the cause (a stolen password, a hacked site or form, an infected host, old addresses in a list), or it comes back.';
const DROP_ADDRESS = 'Take the address out of the list; sending on to it harms the reputation of the sender.';
const PROVE_SENDER = 'Confirm first that reverse DNS resolves both ways and that SPF, DKIM and DMARC pass.';

const ENTRIES = {
  'reverse-dns': { steps: REVERSE_DNS, url: AWS_REVERSE_DNS, needs: REVERSE_NEEDS, typicalHours: 24 },
  'reverse-dns-own-name': {
    steps: [
      'The reverse name looks like one that the provider made from the address (dynamic or generic).',
      ...REVERSE_DNS,
    ],
    url: AWS_REVERSE_DNS,
    needs: REVERSE_NEEDS,
    typicalHours: 24,
  },
  helo: {
    steps: [
      'Let the server greet with its full host name (Postfix: myhostname; Exim: primary_hostname).',
      'That name needs an A or AAAA record that points back at the sending address, and should be its reverse name.',
    ],
    typicalHours: 1,
  },
  dynamic: {
    steps: [
      'The receiver takes the address for one of a household or a pool, not for a mail server.',
      'Give it a reverse name of your own, then ask the list that holds the range for the removal of the single address; or send through an authenticated relay.',
    ],
    url: 'https://check.spamhaus.org/',
    needs: ['a static address', 'a reverse name of its own'],
    typicalHours: 24,
  },
  blocklist: {
    steps: [
      STOP_CAUSE,
      'Find the list that holds the address ("npx postwatch check <ip>") and ask its operator for removal.',
    ],
    typicalHours: 24,
  },
  'spamhaus-ip': {
    steps: [
      STOP_CAUSE,
      'Look the address up: the page names the zone (SBL, CSS, XBL, PBL), the reason and the way out of it. SBL entries are removed at the request of the provider of the address.',
    ],
    url: 'https://check.spamhaus.org/',
    needs: ['the address', 'what was found and stopped'],
    typicalHours: 24,
  },
  'spamhaus-pbl': {
    steps: [
      'PBL is a policy list, no finding about your mail: the range is declared not to send mail directly.',
      'Set a reverse name of your own, then remove the single address on the page; or send through an authenticated relay.',
    ],
    url: 'https://check.spamhaus.org/',
    needs: ['a static address', 'a mailbox for the confirmation'],
    typicalHours: 1,
  },
  'spamhaus-dbl': {
    steps: [
      'The domain itself is listed, not the address. Look it up: the page names the reason.',
      'Clean the site or the mailings behind it, then ask there for removal.',
    ],
    url: 'https://check.spamhaus.org/',
    needs: ['the domain', 'what was found and stopped'],
    typicalHours: 24,
  },
  'receiver-resolver': {
    steps: [
      'Nothing is wrong with your address: the list refused to answer the receiver (an open or public resolver, or too many queries), and the receiver reads the refusal as a listing.',
      'Tell the postmaster of the receiver, by another channel, to ask the list through a resolver of their own or with a key, and to ignore answers in 127.255.255.0/24.',
      'Do not ask for removal: there is no listing to remove.',
    ],
    url: 'https://www.spamhaus.org/resource-hub/dnsbl/using-our-public-mirrors-check-your-return-codes-now/',
    typicalHours: 48,
  },
  'dead-list': {
    steps: [
      'The list named has shut down: nobody can be removed from it. The receiver still asks it, or a domain that somebody else holds now.',
      'Tell the postmaster of the receiver to take the list out of the configuration.',
    ],
    obsolete: 'Removal forms of SORBS (closed in June 2024) and other dead lists no longer exist.',
  },
  spamcop: {
    steps: [STOP_CAUSE, 'An entry ends by itself about 24 hours after the last report; there is no faster way.'],
    url: 'https://www.spamcop.net/bl.shtml',
    typicalHours: 24,
  },
  barracuda: {
    steps: [STOP_CAUSE, 'Ask for removal once, with the true reason; repeated requests are ignored.'],
    url: 'https://www.barracudacentral.org/rbl/removal-request',
    needs: ['the address', 'a mailbox', 'a telephone number'],
    typicalHours: 24,
  },
  uceprotect: {
    steps: [
      'An entry ends by itself seven days after the last abuse. Do not pay for a removal.',
      'Levels 2 and 3 list whole ranges for what others do: the receiver should not refuse mail for them.',
    ],
    url: 'https://www.uceprotect.net/en/rblcheck.php',
    typicalHours: 168,
  },
  invaluement: {
    steps: [STOP_CAUSE, 'Look the address up and ask for removal.'],
    url: 'https://www.invaluement.com/lookup/',
    typicalHours: 24,
  },
  validity: {
    steps: [STOP_CAUSE, 'The score follows the mail of the last 30 days and recovers with it.'],
    url: 'https://senderscore.org/',
    typicalHours: 168,
  },
  hostkarma: {
    steps: [STOP_CAUSE, 'Remove the address on the page.'],
    url: 'http://ipadmin.junkemailfilter.com/remove.php',
    typicalHours: 24,
  },
  'kisa-rbl': {
    steps: [
      STOP_CAUSE,
      'Look the address up at KISA and ask for removal. Whether receivers still use the list is not confirmed: unknown until its test entry answers.',
      'Registering the domain as a White Domain is free and needs an SPF record that names the servers; whether the portals still honour it is not confirmed.',
    ],
    url: 'https://spam.kisa.or.kr/white/sub1.do',
    needs: ['an SPF record that names the servers'],
    typicalHours: 336,
  },
  // docs.trendmicro.com, "Email Reputation Services in Service Central", step 3 and "Global Approved List", read on 2026-11-30.
  'trend-micro': {
    steps: [
      'Look the address up in the Email Reputation service: "None" means not listed; DUL is dynamic space, KSSL and ETL are reputation, QIL ends by itself within 5 minutes to 12 hours.',
      'Give the address a reverse name of your own first: DUL entries stand for addresses that look dynamic.',
      'Make sure that abuse@ or postmaster@ of the sending domain takes mail: a request is only heard when it comes from one of the two.',
      'Use the Remove button beside the list, once for each list, and give abuse@ or postmaster@ as the contact. On AWS say that the Elastic IP is allocated to you. The answer comes by English mail and may take several days.',
      'The Global Approved List is a form of its own. It does not unblock an address: nominate the server there, if at all, once it is off every list.',
    ],
    url: 'https://servicecentral.trendmicro.com/en-us/ers/ip-lookup/',
    needs: [
      'the address',
      'the reverse name',
      'a mailbox abuse@ or postmaster@ of the sending domain',
      'the company',
      'the refusal text',
    ],
    typicalHours: 72,
    obsolete:
      'The old pages (mail-abuse.com, mail-abuse.org, ers.trendmicro.com/reputations) are gone; the service is now Email Reputation in Service Central.',
  },
  'trend-micro-quick': {
    steps: [
      'This is the quick list (QIL): entries last 5 minutes to 12 hours after the last burst of spam. Let the queue retry.',
      'If it comes back, look the address up and treat it as a spam source until proven otherwise.',
    ],
    url: 'https://servicecentral.trendmicro.com/en-us/ers/ip-lookup/',
    typicalHours: 12,
    obsolete: 'ers.trendmicro.com/reputations has moved to Service Central.',
  },
  proofpoint: {
    steps: [
      STOP_CAUSE,
      'Look the address up: "delayed" clears in minutes, "blocked" after the spam has stopped; the form is on the same page.',
    ],
    url: 'https://ipcheck.proofpoint.com/',
    needs: ['the address', 'the refusal text'],
    typicalHours: 24,
  },
  cloudmark: {
    steps: [STOP_CAUSE, 'Ask for a reset of the reputation; a first request is normally granted.'],
    url: 'https://csi.cloudmark.com/en/reset/',
    needs: ['the address'],
    typicalHours: 24,
  },
  cisco: {
    steps: [
      STOP_CAUSE,
      'The reputation recovers by itself, within hours to a little over a week. Look the address up; a ticket can be opened there.',
    ],
    url: 'https://talosintelligence.com/reputation_center',
    typicalHours: 96,
  },
  fortinet: {
    steps: [STOP_CAUSE, 'Look the address or link up and appeal.'],
    url: 'https://www.fortiguard.com/contactus',
    typicalHours: 24,
  },
  symantec: {
    steps: [
      STOP_CAUSE,
      'Look the address up and ask for removal; for a message wrongly filtered, ask the recipient to report it.',
    ],
    url: 'https://ipremoval.sms.symantec.com/',
    typicalHours: 24,
  },
  mimecast: {
    steps: [
      'Look the code up in the table of Mimecast: most are rules of the customer, who alone can permit the sender.',
    ],
    url: 'https://community.mimecast.com/s/article/email-security-cloud-gateway-mimecast-smtp-error-codes',
    typicalHours: 24,
  },
  'ip-reputation': {
    steps: [
      STOP_CAUSE,
      PROVE_SENDER,
      'Send less, and to people who asked for it; a new address needs weeks of small, steady volume. Then ask the postmaster of the receiver.',
    ],
    typicalHours: 48,
  },
  complaints: {
    steps: [
      'People mark the mail as spam: stop the mailing, remove those who complained, and offer a one-click unsubscribe (RFC 8058).',
    ],
    typicalHours: 72,
    obsolete: 'Complaint feedback loops by IP address are gone at Yahoo: enrolment is by DKIM domain in Sender Hub.',
  },
  'open-relay': {
    steps: [
      'Let nobody relay without authentication (Postfix: smtpd_relay_restrictions), change passwords, and ask for removal afterwards.',
    ],
    typicalHours: 24,
  },
  'domain-reputation': {
    steps: [
      'The domain is judged, whatever address it is sent from: authenticate everything by aligned DKIM, stop what people complain about, and send steadily.',
    ],
    typicalHours: 168,
  },
  'url-blocklist': {
    steps: [
      'A link or domain in the text is listed, not the sender. Find it ("npx postwatch check <domain>"), take it out, send again; if it is yours, clean the site and ask for removal.',
    ],
    typicalHours: 24,
  },
  'sender-domain': {
    steps: [
      'The domain of the sender does not resolve or cannot receive mail: publish MX (or A) and SOA records that answer, and use a full address in MAIL FROM and From.',
    ],
    typicalHours: 24,
  },
  spf: {
    steps: [
      'Find out which identity failed and why ("npx postwatch spf <ip> <sender>").',
      'Add the sending address to the SPF record of that domain; forwarded mail fails by design and needs DKIM (or SRS at the forwarder).',
    ],
    needs: ['write access to the DNS of the domain'],
    typicalHours: 4,
  },
  dkim: {
    steps: [
      'Sign with a key of at least 1024 bits whose record is published under the selector, and let nothing change the message after signing.',
    ],
    needs: ['write access to the DNS of the domain'],
    typicalHours: 4,
  },
  dmarc: {
    steps: [
      'The domain in From must be the one that passes SPF or DKIM (alignment): send as a domain of your own, sign with it, or let the service that sends sign with it.',
      'Mail through forwarders and lists passes only by DKIM that survives.',
    ],
    needs: ['write access to the DNS of the domain'],
    typicalHours: 4,
  },
  'dmarc-record': {
    steps: ['Publish a DMARC record: "v=DMARC1; p=none; rua=mailto:..." is enough to begin with.'],
    needs: ['write access to the DNS of the domain'],
    typicalHours: 4,
  },
  authenticate: {
    steps: [
      'Let SPF pass for the sending address and sign with DKIM of the domain in From; publish DMARC.',
      'Check with "npx postwatch spf <ip> <sender>".',
    ],
    needs: ['write access to the DNS of the domain'],
    typicalHours: 4,
  },
  'smtp-auth': {
    steps: [
      'Log in to the server (port 587 or 465) with the user and password of the mailbox; or deliver to the MX of the recipient, not to a submission server.',
    ],
    typicalHours: 1,
  },
  attachment: {
    steps: [
      'The attachment or its type is refused (executables, scripts, archives that hold them, encrypted archives).',
      'Do not send it again, not even renamed: store the file and send a link.',
    ],
    typicalHours: 0,
  },
  'gmail-attachment': {
    steps: [
      'Gmail refuses executables and archives that hold them, renamed ones too.',
      'Store the file (Drive, S3) and send a link.',
    ],
    url: 'https://support.google.com/mail/answer/6590',
    typicalHours: 0,
  },
  'spam-content': {
    steps: [
      'The text was judged, not only the sender: take out shortened or listed links, wording and attachments of spam, and check authentication.',
      'If it is wanted mail, ask the recipient to allow the sender.',
    ],
    typicalHours: 24,
  },
  virus: {
    steps: ['Scan the machine and the file. If it is a false alarm, send a link instead of the file.'],
    typicalHours: 1,
  },
  'message-format': {
    steps: [
      'The message or a command breaks RFC 5321 or 5322: one From, Date and Message-ID each, valid addresses, no bare line ends.',
      'Correct the program that makes the message.',
    ],
    typicalHours: 4,
  },
  size: { steps: ['The message is larger than the receiver takes: send a link instead of the file.'], typicalHours: 0 },
  rate: {
    steps: [
      'Send more slowly to this receiver; the queue retries by itself.',
      'Begin again with one connection and add more one by one; a sudden peak from a quiet address looks like abuse.',
    ],
    typicalHours: 4,
  },
  'gmail-rate': {
    steps: [
      'Stop for 10 minutes, begin again on one connection, add connections one by one.',
      'Quotas hold for an address and for an authenticated domain: SPF and DKIM must pass.',
    ],
    url: 'https://support.google.com/mail/answer/81126',
    typicalHours: 24,
    obsolete:
      'The reputation charts of Postmaster Tools were retired on 30 September 2025; compliance status, spam rate and delivery errors remain.',
  },
  'recipient-rate': {
    steps: ['The mailbox gets too much mail at the moment; the queue retries by itself.'],
    typicalHours: 2,
  },
  connections: {
    steps: [
      'Open fewer connections at once to this receiver and send fewer messages over each; the queue retries by itself.',
    ],
    typicalHours: 1,
  },
  greylisting: {
    steps: [
      'Nothing to do: the receiver asks unknown senders to come back, and the queue does. Retry from the same address.',
    ],
    typicalHours: 1,
  },
  tls: {
    steps: [
      'The receiver takes mail only over TLS: allow STARTTLS for outgoing mail (Postfix: smtp_tls_security_level = may).',
    ],
    typicalHours: 1,
  },
  relay: {
    steps: [
      "The server that was asked does not take mail for this recipient. Check that the MX of the recipient's domain is the server that refused; if it is, their server is set up wrongly.",
      'If it is your own relay, log in before sending.',
    ],
    typicalHours: 24,
  },
  'user-unknown': { steps: ['There is no such mailbox. Check the spelling.', DROP_ADDRESS] },
  'code-only': {
    steps: [
      'The words of the refusal were not recognised, so only its code is known, and that is a guess: 550 most often means that there is no such mailbox. Read the words yourself, and check the spelling.',
      'If the address is right, send the whole refusal to the postmaster of the receiver.',
    ],
    typicalHours: 48,
  },
  'mailbox-full': {
    steps: ['The mailbox is full. Tell the person by another way; stop after a few days.'],
    typicalHours: 72,
  },
  'mailbox-disabled': { steps: ['The mailbox is closed, suspended or unused.', DROP_ADDRESS] },
  'recipient-policy': {
    steps: [
      'A rule of the receiver refused it, and only the receiver can change that.',
      'Ask the recipient, by another way, to have their administrator permit the sender; give the whole refusal text.',
    ],
    typicalHours: 48,
  },
  geo: {
    steps: [
      'The receiver refuses mail from this country or network. Ask the recipient to have the address permitted, or send through a relay elsewhere.',
    ],
    typicalHours: 48,
  },
  policy: {
    steps: [
      'The receiver refuses by a policy that the text does not name in full. Most often reverse DNS, SPF, DKIM or DMARC: check them first ("npx postwatch check <ip> --domain <domain>").',
      'If all pass, send the refusal text to the postmaster of the receiver.',
    ],
    typicalHours: 48,
  },
  dns: {
    steps: [
      'A name could not be resolved in time. The queue retries; if it lasts, check the name servers of the domain named.',
    ],
    typicalHours: 4,
  },
  'no-such-domain': {
    steps: ['The domain of the recipient does not exist or has no mail server. Check the spelling.', DROP_ADDRESS],
  },
  network: {
    steps: [
      'The server of the receiver could not be reached or gave up. The queue retries; if it never arrives, tell the recipient by another way.',
    ],
    typicalHours: 24,
  },
  loop: {
    steps: [
      'The message went in circles: a forwarding or an MX points back at a server that passes it on. Follow the Received lines; usually the receiver must correct it.',
    ],
    typicalHours: 24,
  },
  port25: {
    steps: [
      'No connection to port 25 can be made at all: EC2 blocks outgoing port 25 until it is lifted on request.',
      'Ask with the form, state the Elastic IP and its reverse name; until then send through SES or another relay on port 587.',
    ],
    url: 'https://console.aws.amazon.com/support/contacts?#/rdns-limits',
    needs: ['the root user or a support permission', 'the use case', 'the Elastic IP and its reverse name'],
    typicalHours: 48,
  },
  temporary: { steps: ['A passing trouble at the receiver: let the queue retry.'], typicalHours: 4 },
  'gmail-reputation': {
    steps: [
      STOP_CAUSE,
      PROVE_SENDER,
      'Keep the spam rate in Postmaster Tools below 0.3 % for seven days; then the mitigation form is open.',
    ],
    url: 'https://support.google.com/mail/answer/81126',
    needs: ['a verified domain in Postmaster Tools'],
    typicalHours: 168,
    obsolete:
      'The IP and domain reputation charts of Postmaster Tools were retired on 30 September 2025; use compliance status, spam rate and delivery errors.',
  },
  'gmail-sender': {
    steps: [
      "Follow Google's rules for senders: SPF and DKIM for all, DMARC and one-click unsubscribe for bulk, valid reverse DNS, TLS.",
    ],
    url: 'https://support.google.com/mail/answer/81126',
    typicalHours: 24,
  },
  yahoo: {
    steps: [
      PROVE_SENDER,
      STOP_CAUSE,
      'File a Sender Support Request in Sender Hub; a new address that cannot send at all belongs there too.',
      'Enrol the DKIM domain in the Complaint Feedback Loop of Sender Hub, so that complaints come as mail.',
    ],
    url: 'https://senders.yahooinc.com/contact/',
    needs: [
      'the address',
      'the reverse name',
      'the DKIM domain',
      'the refusal text with its code',
      'that the recipients asked for the mail',
    ],
    typicalHours: 48,
    obsolete:
      'There is no AOL whitelist any more, nor any other at Yahoo; complaint feedback loops by IP address ended in August 2024; Verizon Media and AOL postmaster pages are gone.',
  },
  'yahoo-sender': {
    steps: [PROVE_SENDER, 'Look the code up in the table of Yahoo.'],
    url: 'https://senders.yahooinc.com/smtp-error-codes/',
    typicalHours: 24,
  },
  'microsoft-consumer': {
    steps: [
      STOP_CAUSE,
      PROVE_SENDER,
      'Open a ticket with the form for Outlook.com senders; the answer comes within 24 to 48 hours. Reply to it if the first answer finds nothing.',
      'Watch the address in SNDS and enrol in JMRP.',
    ],
    url: 'http://go.microsoft.com/fwlink/?LinkID=614866',
    needs: ['the address', 'a Microsoft account', 'the refusal text with its code'],
    typicalHours: 48,
    obsolete:
      'The SNDS pages and data links at sendersupport.olc.protection.outlook.com stopped in June 2026; SNDS is now at https://substrate.office.com/ip-domain-management-snds/SNDS.',
  },
  'microsoft-delist': {
    steps: [STOP_CAUSE, 'Ask for removal in the delist portal (for 5.7.606 to 5.7.649).'],
    url: 'https://sender.office.com/',
    needs: ['the address', 'a mailbox for the confirmation'],
    typicalHours: 24,
  },
  'microsoft-banned-sender': {
    steps: [
      STOP_CAUSE,
      'The portal does not cover this code: send the whole refusal to delist@messaging.microsoft.com.',
    ],
    url: 'https://learn.microsoft.com/en-us/defender-office-365/external-senders-use-the-delist-portal-to-unblock-yourself',
    needs: ['the address', 'the refusal text'],
    typicalHours: 48,
  },
  'microsoft-bulk': {
    steps: [
      'Domains that send more than 5,000 messages a day to Outlook.com need SPF and DKIM that pass and a DMARC record that is aligned with one of them.',
    ],
    url: 'https://substrate.office.com/ip-domain-management-snds/Postmaster/Policies',
    typicalHours: 24,
  },
  apple: {
    steps: [
      PROVE_SENDER,
      STOP_CAUSE,
      'Then write to icloudadmin@apple.com. There is no allow-list and no feedback loop.',
    ],
    url: 'https://support.apple.com/en-us/102322',
    needs: ['company and domain', 'the addresses', 'the refusal text'],
    typicalHours: 72,
  },
  comcast: {
    steps: [
      PROVE_SENDER,
      STOP_CAUSE,
      'Mailboxes move to Yahoo since June 2025: if the MX is at yahoodns.net, use Sender Hub instead.',
    ],
    url: 'https://spa.xfinity.com/report',
    typicalHours: 48,
  },
  att: {
    steps: [
      PROVE_SENDER,
      STOP_CAUSE,
      'The mailboxes are at Yahoo since June 2025: file a Sender Support Request in Sender Hub.',
    ],
    url: 'https://senders.yahooinc.com/contact/',
    typicalHours: 48,
    obsolete: 'abuse_rbl@abuse-att.net is no longer the way.',
  },
  spectrum: {
    steps: [PROVE_SENDER, 'Look the AUP#In code up; blocks are lifted on request.'],
    url: 'https://www.spectrum.net/support/internet/understanding-email-error-codes',
    typicalHours: 48,
  },
  cox: {
    steps: [PROVE_SENDER, 'Look the code up; Cox mailboxes have been moving to Yahoo, where Sender Hub helps.'],
    url: 'http://postmaster.cox.net/confluence/display/postmaster/Error+Codes',
    typicalHours: 48,
  },
  godaddy: {
    steps: [STOP_CAUSE, "Ask for the removal of the address; the code is explained on GoDaddy's help pages."],
    url: 'https://unblock.secureserver.net/',
    needs: ['the address', 'the refusal text'],
    typicalHours: 24,
  },
  'godaddy-codes': {
    steps: ['Look the IB code up and correct what it names.'],
    url: 'https://www.godaddy.com/help/fix-rejected-email-with-a-bounce-error-40685',
    typicalHours: 24,
  },
  gmx: {
    steps: [
      PROVE_SENDER,
      'Open the link in the last line of the refusal: it explains the case. Then use the contact form.',
    ],
    url: 'https://postmaster.gmx.net/en/error-messages',
    needs: ['the refusal text with its link'],
    typicalHours: 24,
  },
  't-online': {
    steps: [
      'T-Online blocks addresses it does not know: a reverse name under your own domain, and a web page on that domain that names the operator, come first.',
      'Then write to the mailbox named in the refusal (tosa@, toda@ or tobr@rx.t-online.de) with the address.',
    ],
    url: 'https://postmaster.t-online.de/index.en.html',
    needs: ['the address', 'the reverse name', 'a web page that names the operator'],
    typicalHours: 24,
  },
  orange: {
    steps: [STOP_CAUSE, PROVE_SENDER, 'Look the OFR code up; code 102 follows the reputation at Cloudmark.'],
    url: 'https://www.postmastery.com/orange-postmaster-smtp-error-codes-ofr/',
    typicalHours: 24,
  },
  laposte: {
    steps: [STOP_CAUSE, PROVE_SENDER, 'Look the LPN code up.'],
    url: 'https://www.postmastery.com/laposte-net-postmaster-smtp-error-codes-lpn/',
    typicalHours: 24,
  },
  sfr: {
    steps: [PROVE_SENDER, 'Blocks last about two hours: slow down and let the queue retry.'],
    url: 'https://bentonow.com/smtp-errors/sfr',
    typicalHours: 2,
  },
  'mail-ru': {
    steps: [PROVE_SENDER, 'Then use the form for postmasters.'],
    url: 'https://help.mail.ru/mail-help/postmaster',
    typicalHours: 48,
  },
  yandex: {
    steps: [STOP_CAUSE, 'A block lasts 24 hours and ends by itself if the cause is gone.'],
    url: 'https://yandex.com/support/mail/bounces/yandex/message-rejected-under-suspicion-of-spam.html',
    typicalHours: 24,
  },
  qq: {
    steps: [PROVE_SENDER, 'Then use the service pages of QQ Mail.'],
    url: 'https://service.mail.qq.com/',
    typicalHours: 72,
  },
  netease: {
    steps: [PROVE_SENDER, 'Look the code up on the help pages of NetEase.'],
    url: 'https://help.mail.163.com/',
    typicalHours: 72,
  },
  kakao: {
    steps: [PROVE_SENDER, STOP_CAUSE, 'Then ask the customer centre of Daum/Kakao, in Korean, with the whole refusal.'],
    url: 'https://cs.daum.net/',
    needs: ['the address', 'the refusal text with its code'],
    typicalHours: 72,
  },
  naver: {
    steps: [
      PROVE_SENDER,
      'Naver requires SPF and DKIM, and DMARC of bulk senders, since July 2024, and expects reverse DNS.',
      'Use the customer centre form "mail from my own server is not received", in Korean; proof of the day you got the address helps.',
    ],
    url: 'https://help.naver.com/',
    needs: ['the address', 'proof of the day it was allocated', 'the refusal text'],
    typicalHours: 72,
  },
  ses: {
    steps: [
      'Amazon SES did not try: the address is on a suppression list after an earlier bounce or complaint.',
      "If it is valid, remove it from the account's suppression list and send again.",
    ],
    url: 'https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html',
    typicalHours: 1,
  },
  'ses-identity': {
    steps: [
      'Verify the address or its domain as an identity in the region that the refusal names.',
      'While the account is in the sandbox the recipients have to be verified too: ask for production access.',
    ],
    url: 'https://docs.aws.amazon.com/ses/latest/dg/verify-addresses-and-domains.html',
    typicalHours: 24,
  },
} satisfies Readonly<Record<string, Entry>>;

export type BounceRemedyId = keyof typeof ENTRIES;

export const REMEDIES: Readonly<Record<BounceRemedyId, BounceRemedy>> = Object.fromEntries(
  Object.entries(ENTRIES).map(([id, entry]) => [
    id,
    { text: entry.steps.join(' '), needs: [], checkedOn: CHECKED, ...entry },
  ]),
) as unknown as Record<BounceRemedyId, BounceRemedy>;

/** With the address in the commands of its steps, where it is known: they are there to be copied. */
export function remedyFor(remedy: BounceRemedy, ip: string | undefined): BounceRemedy {
  const filled = (step: string): string => (ip === undefined ? step : step.replaceAll('<ip>', ip));
  return { ...remedy, text: filled(remedy.text), steps: remedy.steps.map(filled) };
}
