/** What is no bounce, by its name: it is said what it is, and nothing in it is taken for a refusal. */
import { isObject, type JsonObject } from '../../model/json.ts';
import { isOtherReport, type MessageParts } from '../message.ts';

export const OTHER_KINDS = [
  'dmarc-report',
  'tls-report',
  'feedback-report',
  'receipt',
  'delivery',
  'automatic-reply',
  'message',
  'event',
  'json',
  'log',
  'success',
] as const;
/** `event`: a webhook of another kind; `success`: a reply or dialogue in which nothing was refused. */
export type OtherKind = (typeof OTHER_KINDS)[number];

/** RFC 7489 appendix C: the root of an aggregate report, and what every one holds. */
export const isDmarcXml = (text: string): boolean =>
  /<feedback[\s>]/i.test(text.slice(0, 4000)) && /<report_metadata>|<policy_published>/i.test(text.slice(0, 20_000));

/** RFC 8460 section 4.4. */
const isTlsReport = (value: JsonObject): boolean =>
  'policies' in value && ('report-id' in value || 'organization-name' in value || 'date-range' in value);

export function kindOfJson(values: readonly unknown[], isEvent: boolean): OtherKind {
  const objects = values.filter(isObject);
  if (objects.some(isTlsReport)) return 'tls-report';
  if (objects.some((one) => one['notificationType'] === 'Complaint' || one['eventType'] === 'Complaint'))
    return 'feedback-report';
  return isEvent ? 'event' : 'json';
}

/** A message that no server wrote about a failure. */
export function kindOfMessage(parts: MessageParts): OtherKind {
  const { header, fields, types, prose } = parts;
  const all = [header('content-type').toLowerCase(), ...types].join(' ');
  const subject = header('subject').slice(0, 500);
  if (/feedback-report/.test(all)) return 'feedback-report';
  if (/tlsrpt/.test(all) || header('tls-report-domain') !== '') return 'tls-report';
  if (/report domain: .{1,300}submitter: /i.test(subject) || isDmarcXml(prose)) return 'dmarc-report';
  if (/disposition-notification/.test(all) && isOtherReport(parts)) return 'receipt';
  if (fields !== '' || /delivery-status/.test(all) || /^(?:delivered|relayed|success)/i.test(subject))
    return 'delivery';
  return /^auto-replied/i.test(header('auto-submitted').trim()) || /^auto(?:matic)?[ -]?reply|^out of/i.test(subject)
    ? 'automatic-reply'
    : 'message';
}
