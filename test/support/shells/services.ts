/** Notifications and webhooks of services that send mail. */
import { inline, isTemporary, type Letter, type Shell, split, statusOf } from './letter.ts';

const ses = ({ to, from, reply, reporter }: Letter): object => ({
  notificationType: 'Bounce',
  bounce: {
    feedbackId: '0100018f-1',
    bounceType: isTemporary(reply) ? 'Transient' : 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [
      { emailAddress: to, action: 'failed', status: statusOf(reply), diagnosticCode: `smtp; ${inline(reply)}` },
    ],
    timestamp: '2026-11-30T00:15:02.000Z',
    remoteMtaIp: '192.0.2.25',
    reportingMTA: `dns; ${reporter}`,
  },
  mail: {
    timestamp: '2026-11-30T00:15:00.000Z',
    source: from,
    sourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/sender.example.com',
    sourceIp: '198.51.100.20',
    sendingAccountId: '123456789012',
    messageId: '0100018f',
    destination: [to],
  },
});

const sns = (letter: Letter): object => ({
  Type: 'Notification',
  MessageId: '22b8',
  TopicArn: 'arn:aws:sns:us-east-1:123456789012:bounces',
  Message: JSON.stringify(ses(letter)),
  Timestamp: '2026-11-30T00:15:02.000Z',
  SignatureVersion: '1',
  Signature: 'x',
  SigningCertURL: 'https://sns.us-east-1.amazonaws.com/x.pem',
  UnsubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe',
});

const json = (value: unknown): string => JSON.stringify(value, null, 2);

export const SERVICE_SHELLS: readonly Shell[] = [
  { name: 'SES', write: (letter) => json(ses(letter)) },
  { name: 'SES in SNS', write: (letter) => json(sns(letter)) },
  {
    name: 'SES in a mail of SNS',
    write: (letter) =>
      `From: AWS Notifications <no-reply@sns.amazonaws.com>\r\nTo: ops@sender.example.com\r\nSubject: AWS Notification Message\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n${JSON.stringify(ses(letter))}\r\n\r\n--\r\nIf you wish to stop receiving notifications from this topic, please click or visit the link below to unsubscribe:\r\nhttps://sns.us-east-1.amazonaws.com/unsubscribe.html?SubscriptionArn=arn:aws:sns:x&Endpoint=ops@sender.example.com\r\n`,
  },
  {
    name: 'SES in EventBridge',
    write: (letter) =>
      json({
        version: '0',
        id: '4fc3',
        'detail-type': 'Email Bounced',
        source: 'aws.ses',
        account: '123456789012',
        time: '2026-11-30T00:15:02Z',
        region: 'us-east-1',
        resources: ['arn:aws:ses:us-east-1:123456789012:configuration-set/main'],
        detail: { ...ses(letter), eventType: 'Bounce', notificationType: undefined },
      }),
  },
  {
    name: 'SES as lines of JSON',
    write: (letter) =>
      `${JSON.stringify(ses(letter))}\n${JSON.stringify({ notificationType: 'Delivery', mail: { source: letter.from, destination: ['bob@kunde.example'] }, delivery: { recipients: ['bob@kunde.example'], smtpResponse: '250 2.0.0 Ok' } })}\n`,
  },
  {
    name: 'SES in a Lambda event',
    write: (letter) => json({ Records: [{ EventSource: 'aws:sns', Sns: sns(letter) }] }),
  },
  {
    name: 'SES in SQS',
    write: (letter) =>
      json({ Records: [{ messageId: '1', body: JSON.stringify(sns(letter)), eventSource: 'aws:sqs' }] }),
  },
  {
    name: 'SendGrid webhook',
    write: ({ to, reply }) =>
      json([
        {
          email: to,
          event: 'bounce',
          ip: '198.51.100.250',
          reason: inline(reply),
          sg_event_id: 'x',
          sg_message_id: 'm',
          'smtp-id': '<m1@sender.example.com>',
          status: statusOf(reply),
          timestamp: 1795997702,
          tls: 1,
          type: 'blocked',
          bounce_classification: 'Reputation',
        },
      ]),
  },
  {
    name: 'Mailgun webhook',
    write: ({ to, reply, mx, mxIp, from }) => {
      const { code, enhanced, words } = split(reply);
      return json({
        signature: { timestamp: '1795997702', token: 'x', signature: 'y' },
        'event-data': {
          event: 'failed',
          severity: code < 500 ? 'temporary' : 'permanent',
          reason: 'generic',
          recipient: to,
          'recipient-domain': 'kunde.example',
          timestamp: 1795997702.1,
          'delivery-status': {
            tls: true,
            'mx-host': mx,
            code,
            description: '',
            'enhanced-code': enhanced ?? '',
            'session-seconds': 1.2,
            utf8: true,
            'attempt-no': 1,
            message: [enhanced, inline(words)].filter((part) => part !== undefined).join(' '),
            'certificate-verified': true,
          },
          envelope: { transport: 'smtp', sender: from, 'sending-ip': '198.51.100.250', targets: to },
          message: { headers: { to, from, subject: 'quota', 'message-id': 'm1@sender.example.com' }, size: 4821 },
          'primary-dkim': 's1._domainkey.sender.example.com',
          storage: { url: `https://storage.mailgun.example/${mxIp}` },
        },
      });
    },
  },
  {
    name: 'Postmark webhook',
    write: ({ to, reply, from }) =>
      json({
        RecordType: 'Bounce',
        ID: 42,
        Type: isTemporary(reply) ? 'SoftBounce' : 'HardBounce',
        TypeCode: 1,
        Name: 'Hard bounce',
        Tag: 'Test',
        MessageID: '00000000',
        ServerID: 23,
        MessageStream: 'outbound',
        Description: 'The server was unable to deliver your message (ex: unknown user, mailbox not found).',
        Details: `smtp;${inline(reply)}`,
        Email: to,
        From: from,
        BouncedAt: '2026-11-30T00:15:02Z',
        DumpAvailable: true,
        Inactive: true,
        CanActivate: true,
        Subject: 'Offers',
      }),
  },
  {
    name: 'Brevo webhook',
    write: ({ to, reply, from }) =>
      json({
        event: isTemporary(reply) ? 'soft_bounce' : 'hard_bounce',
        email: to,
        id: 1,
        date: '2026-11-30 09:15:02',
        ts: 1795997702,
        'message-id': '<m1@sender.example.com>',
        ts_event: 1795997702,
        subject: 'Offers',
        tag: '["a"]',
        sending_ip: '198.51.100.250',
        sender_email: from,
        reason: inline(reply),
        tags: ['a'],
      }),
  },
  {
    name: 'Mandrill webhook',
    write: ({ to, from, reply }) =>
      json([
        {
          event: isTemporary(reply) ? 'soft_bounce' : 'hard_bounce',
          ts: 1795997702,
          _id: 'x',
          msg: {
            ts: 1795997700,
            subject: 'Offers',
            email: to,
            tags: ['a'],
            state: 'bounced',
            _version: 'v',
            diag: `smtp;${inline(reply)}`,
            bgtools_code: 10,
            sender: from,
            template: null,
            bounce_description: 'bad_mailbox',
          },
        },
      ]),
  },
  {
    name: 'SparkPost webhook',
    write: ({ to, reply, from }) =>
      json([
        {
          msys: {
            message_event: {
              type: 'bounce',
              bounce_class: '10',
              error_code: '550',
              event_id: '9',
              friendly_from: from,
              ip_address: '192.0.2.25',
              rcpt_to: to,
              raw_rcpt_to: to,
              raw_reason: inline(reply),
              reason: inline(reply),
              sending_ip: '198.51.100.250',
              subject: 'Offers',
              timestamp: '1795997702',
            },
          },
        },
      ]),
  },
  {
    name: 'Postal webhook',
    write: ({ to, from, reply, mx, mxIp }) =>
      json({
        event: 'MessageDeliveryFailed',
        timestamp: 1795997702.1,
        payload: {
          message: {
            id: 1,
            token: 'abc',
            direction: 'outgoing',
            message_id: 'm1@sender.example.com',
            to,
            from,
            subject: 'Offers',
            timestamp: 1795997702.1,
            spam_status: 'NotSpam',
            tag: null,
          },
          status: 'HardFail',
          details: `Permanent SMTP delivery error when sending to ${mx} (${mxIp})`,
          output: inline(reply),
          sent_with_ssl: true,
          timestamp: 1795997702.1,
          time: 0.9,
        },
        uuid: 'u',
      }),
  },
];
