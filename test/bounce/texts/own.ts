import type { Texts } from './types.ts';

const SES = 'https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-smtp.html';
const NDR =
  'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online';

export const OWN_TEXTS: Texts = {
  'ses-paused': [
    {
      text: '554 Transaction failed: Sending paused for this account. For more information, please check the inbox of the email address associated with your AWS account.',
      source: SES,
    },
  ],
  'ses-throttled': [
    { text: '454 Throttling failure: Maximum sending rate exceeded.', source: SES },
    { text: '454 Throttling failure: Daily message quota exceeded.', source: SES },
  ],
  'ms-bad-outbound': [
    {
      text: "Remote Server returned '550 5.1.8 Access denied, bad outbound sender'",
      source:
        'https://learn.microsoft.com/en-us/microsoft-365/security/office-365-security/removing-user-from-restricted-users-portal-after-spam',
    },
  ],
  'ms-spam-abuse': [{ text: '550 5.7.501 Access denied, spam abuse detected', source: NDR }],
  'ms-tenant-threshold': [{ text: '5.7.705 Access denied, tenant has exceeded threshold', source: NDR }],
  'ms-tenant-address': [{ text: '550 5.7.708 Access denied, traffic not accepted from this IP', source: NDR }],
  'ms-unregistered-domain': [{ text: '550 5.7.750 Client blocked from sending from unregistered domain', source: NDR }],
  'ms-login': [
    {
      text: '530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM [AM6PR0732BE0065.eurprd07.prod.outlook.com]',
      source: 'https://www.easy365manager.com/office-365-ndr-error-codes/',
    },
    {
      text: '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.',
      source:
        'https://learn.microsoft.com/en-us/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission',
    },
  ],
  'ms-external-forwarding': [
    {
      text: '550 5.7.520 Access denied, Your organization does not allow external forwarding. Please contact your administrator for further assistance. AS(7555)',
      source: 'https://learn.microsoft.com/en-us/defender-office-365/outbound-spam-policies-external-email-forwarding',
    },
  ],
  'own-account': [{ text: '550 message sending for this account is disabled', source: 'https://mailout.ru/2015/09' }],
  'own-queue': [
    {
      text: 'to=<nobody@example.net>, relay=none, delay=734, delays=734/0.02/0/0, dsn=4.3.0, status=deferred (mail transport unavailable)',
      source: 'a log or test in public source code',
    },
    { text: 'mail transport unavailable', source: 'a log or test in public source code' },
  ],
  'own-filter': [
    {
      text: 'Milter (opendkim): error connecting to filter: Connection refused by /var/run/opendkim/opendkim.sock',
      source: 'a log or test in public source code',
    },
  ],
  'own-dane': [
    {
      text: '454 4.7.5 The certificate specified in the remote TLS policy of the mail server is not trusted',
      source: 'a log or test in public source code',
    },
    { text: 'TLSA lookup error for mx.example.net:25', source: 'a log or test in public source code' },
    {
      text: '450 4.7.321 starttls-not-supported: Destination mail server must support TLS to receive mail.',
      source: 'https://gastbokdelux.com/article/email-non-delivery-reports-and-smtp-errors-in-exchange-online',
    },
  ],
};
