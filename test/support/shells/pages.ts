/** What people copy from a screen: Gmail's pages, Exchange and Outlook in seven languages. */
import {
  base64,
  inline,
  type Letter,
  lines,
  quotedPrintable,
  RETURNED,
  type Shell,
  statusOf,
  wrapped,
} from './letter.ts';

type Page = readonly [name: string, title: string, text: (to: string) => string, response: string];
const GMAIL: readonly Page[] = [
  [
    'Message blocked',
    'Message blocked',
    (to) => `Your message to ${to} has been blocked. See technical details below for more information.`,
    'The response from the remote server was:',
  ],
  [
    'Address not found',
    'Address not found',
    (to) =>
      `Your message wasn't delivered to ${to} because the address couldn't be found, or is unable to receive mail.`,
    'The response from the remote server was:',
  ],
  [
    'Message not delivered',
    'Message not delivered',
    (to) => `There was a problem delivering your message to ${to}. See the technical details below.`,
    'The response from the remote server was:',
  ],
  [
    'delay',
    'Delivery incomplete',
    (to) =>
      `There was a temporary problem delivering your message to ${to}. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.`,
    'The response was:',
  ],
];

function gmailMessage(
  letter: Letter,
  [, title, text, response]: Page,
  encoding: 'quoted-printable' | 'base64',
): string {
  const encode = encoding === 'base64' ? base64 : quotedPrintable;
  const plain = `\n** ${title} **\n\n${text(letter.to)}\n\nLearn more here: https://support.google.com/mail/answer/69585\n(Warning: This link will take you to a third-party site)\n\n${response}\n${lines(letter.reply).join('\n')}\n`;
  const escaped = inline(letter.reply).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const html = `<html><head><style>* { font-family:Roboto, "Helvetica Neue", Helvetica, Arial, sans-serif; }</style></head><body><table cellpadding="0"><tr><td><h2 style="color:#212121">${title}</h2></td></tr><tr><td>${text(`<b>${letter.to}</b>`)}</td></tr><tr><td><a href="https://support.google.com/mail/answer/69585">LEARN MORE</a></td></tr><tr><td>${response}<br/><p style="font-family:monospace">${escaped}</p></td></tr></table></body></html>`;
  return [
    'Return-Path: <>',
    `To: ${letter.from}`,
    'Auto-Submitted: auto-replied',
    `X-Failed-Recipients: ${letter.to}`,
    'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    'Subject: Delivery Status Notification (Failure)',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; boundary="0001"; report-type=delivery-status',
    '',
    '--0001',
    'Content-Type: multipart/related; boundary="0002"',
    '',
    '--0002',
    'Content-Type: multipart/alternative; boundary="0003"',
    '',
    '--0003',
    'Content-Type: text/plain; charset="UTF-8"',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    encode(plain),
    '--0003',
    'Content-Type: text/html; charset="UTF-8"',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    encode(html),
    '--0003--',
    '--0002--',
    '--0001',
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; googlemail.com\nReceived-From-MTA: dns; ${letter.from}\nArrival-Date: Mon, 30 Nov 2026 00:15:02 -0800 (PST)\nX-Original-Message-ID: <m1@sender.example.com>\n\nFinal-Recipient: rfc822; ${letter.to}\nAction: failed\nStatus: ${statusOf(letter.reply)}\nRemote-MTA: dns; ${letter.mx}. (${letter.mxIp}, the server for the domain\n kunde.example.)\nDiagnostic-Code: smtp; ${lines(letter.reply).join('\n ')}\nLast-Attempt-Date: Mon, 30 Nov 2026 00:15:04 -0800 (PST)\n`,
    '--0001',
    'Content-Type: message/rfc822',
    '',
    RETURNED(letter),
    '--0001--',
    '',
  ]
    .join('\n')
    .replaceAll('\n', '\r\n');
}

const GMAIL_SHELLS: readonly Shell[] = GMAIL.flatMap((page): Shell[] => {
  const [name, title, text, response] = page;
  return [
    {
      name: `Gmail page, ${name}`,
      write: ({ to, reply }) => `${title}\n${text(to)}\n\nLEARN MORE\n${response}\n\n${lines(reply).join('\n')}\n`,
    },
    {
      name: `Gmail page on few lines, ${name}`,
      write: ({ to, reply }) => `${title} ${text(to)} LEARN MORE ${response} ${inline(reply)}`,
    },
    {
      name: `Gmail .eml, ${name}`,
      write: (letter) => gmailMessage(letter, page, name === 'delay' ? 'base64' : 'quoted-printable'),
    },
  ];
});

type Words = {
  readonly head: string;
  readonly problem: string;
  readonly rejected: string;
  readonly details: string;
  readonly server: string;
  readonly headers: string;
};
const EXCHANGE: Readonly<Record<string, Words>> = {
  en: {
    head: 'Delivery has failed to these recipients or groups:',
    problem:
      'A problem occurred while delivering this message to this email address. Try sending this message again. If the problem continues, please contact your helpdesk.',
    rejected: 'The following organization rejected your message:',
    details: 'Diagnostic information for administrators:',
    server: 'Generating server:',
    headers: 'Original message headers:',
  },
  ko: {
    head: '다음 받는 사람이나 그룹에게 메시지를 배달하지 못했습니다.',
    problem:
      '이 전자 메일 주소로 메시지를 배달하는 동안 문제가 발생했습니다. 메시지를 다시 보내 보십시오. 문제가 계속되면 기술 지원팀에 문의하십시오.',
    rejected: '다음 조직에서 메시지를 거부했습니다.',
    details: '관리자용 진단 정보:',
    server: '생성 서버:',
    headers: '원본 메시지 머리글:',
  },
  ja: {
    head: '次の受信者またはグループへの配信に失敗しました:',
    problem:
      'このメッセージをこの電子メール アドレスに配信中に問題が発生しました。もう一度このメッセージを送信してください。問題が解決しない場合は、ヘルプデスクに問い合わせてください。',
    rejected: '次の組織がメッセージを拒否しました:',
    details: '管理者向けの診断情報:',
    server: '生成サーバー:',
    headers: '元のメッセージ ヘッダー:',
  },
  de: {
    head: 'Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:',
    problem:
      'Bei der Zustellung dieser Nachricht an diese E-Mail-Adresse ist ein Problem aufgetreten. Versuchen Sie, diese Nachricht erneut zu senden. Wenn das Problem weiterhin besteht, wenden Sie sich an Ihr Helpdesk.',
    rejected: 'Die folgende Organisation hat Ihre Nachricht zurückgewiesen:',
    details: 'Diagnoseinformationen für Administratoren:',
    server: 'Generierender Server:',
    headers: 'Ursprüngliche Nachrichtenkopfzeilen:',
  },
  fr: {
    head: 'Échec de la remise à ces destinataires ou groupes :',
    problem:
      'Un problème est survenu lors de la remise de ce message à cette adresse de messagerie. Essayez d’envoyer à nouveau ce message. Si le problème persiste, contactez votre support technique.',
    rejected: 'L’organisation suivante a rejeté votre message :',
    details: 'Informations de diagnostic pour les administrateurs :',
    server: 'Serveur de génération :',
    headers: 'En-têtes de message d’origine :',
  },
  es: {
    head: 'Error de entrega a estos destinatarios o grupos:',
    problem:
      'Se produjo un problema durante la entrega de este mensaje a esta dirección de correo electrónico. Intente enviar el mensaje de nuevo. Si el problema continúa, póngase en contacto con su servicio de asistencia.',
    rejected: 'La siguiente organización rechazó su mensaje:',
    details: 'Información de diagnóstico para administradores:',
    server: 'Generando servidor:',
    headers: 'Encabezados de mensajes originales:',
  },
  zh: {
    head: '未能将邮件传递给以下收件人或组:',
    problem:
      '将此邮件传递到此电子邮件地址时出现问题。请尝试再次发送此邮件。如果问题仍然存在，请与您的技术支持人员联系。',
    rejected: '以下组织拒绝了您的邮件:',
    details: '供管理员使用的诊断信息:',
    server: '生成服务器:',
    headers: '原始邮件头:',
  },
};

const EXCHANGE_SHELLS: readonly Shell[] = Object.entries(EXCHANGE).flatMap(([language, words]): Shell[] => {
  const head = ({ to, mx }: Letter): string =>
    `${words.head}\n\nAnn Lee (${to})<mailto:${to}>\n${words.problem}\n\n${words.rejected} ${mx}.\n\n\n\n\n\n${words.details}\n\n${words.server} EX01.sender.example.com\n\n`;
  const tail = ({ from }: Letter): string =>
    `\n${words.headers}\n\nReceived: from EX01.sender.example.com (198.51.100.20) by\n EX01.sender.example.com (198.51.100.20) with Microsoft SMTP Server\n id 15.1.2507.9; Mon, 30 Nov 2026 09:15:02 +0900\nFrom: News <${from}>\nSubject: quota, virus, dmarc\n`;
  return [
    {
      name: `Exchange page, ${language}, returned`,
      write: (letter) =>
        `${head(letter)}${letter.to}\n${letter.mx}\nRemote Server returned '${inline(letter.reply)}'\n${tail(letter)}`,
    },
    {
      name: `Exchange page, ${language}, #`,
      write: (letter) => `${head(letter)}${letter.to}\n${letter.mx} #${inline(letter.reply)} ##\n${tail(letter)}`,
    },
  ];
});

const OFFICE: Shell = {
  name: 'Microsoft 365 page',
  write: (letter) =>
    `Your message to ${letter.to} couldn't be delivered.\nann wasn't found at kunde.example.\nnews\tOffice 365\tkunde.example\nAction Required\t\tRecipient\n\nUnknown To address\n\nHow to Fix It\nThe address might be misspelled or might not exist. Try one or more of the following:\n  *   Send the message again following these steps: In Outlook, open this non-delivery report (NDR) and choose Send Again from the Report ribbon.\n  *   Contact the recipient (by phone, for example) to check that the address exists.\n\nMore Info for Email Admins\nStatus code: ${statusOf(letter.reply)}\n\nOriginal Message Details\nCreated Date:\t11/30/2026 12:15:02 AM\nSender Address:\t${letter.from}\nRecipient Address:\t${letter.to}\nSubject:\tNovember offers\n\nError Details\nReported error:\t${inline(letter.reply)}\nDSN generated by:\tAM0PR01MB1234.eurprd01.prod.exchangelabs.com\nRemote server:\t${letter.mx}\n\nMessage Hops\nHOP\tTIME (UTC)\tFROM\tTO\tWITH\tRELAY TIME\n1\t11/30/2026\n12:15:02 AM\tAM0PR01\tAM0PR02\tmapi\t*\n`,
};

const FORWARDED: Shell = {
  name: 'a person who quotes a report',
  write: (letter) =>
    `Hi all,\n\nour mail to Ann comes back since yesterday. Is our SPF wrong, or is her mailbox full? Here is what I get:\n\n${wrapped(
      `<${letter.to}>: host ${letter.mx}[${letter.mxIp}] said: ${inline(letter.reply)} (in reply to RCPT TO command)`,
      72,
      '    ',
    )
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n')}\n\nThanks, Bob\n`,
};

export const PAGE_SHELLS: readonly Shell[] = [...GMAIL_SHELLS, ...EXCHANGE_SHELLS, OFFICE, FORWARDED];
