/** What is no bounce, by its name: it is said what it is, and nothing in it is taken for a refusal. */
import { isObject, type JsonObject } from '../../model/json.ts';
import { isOtherReport, type MessageParts } from '../message.ts';
import type { OtherKind } from '../other-kinds.ts';
import { hasStatusFields } from '../status-fields.ts';
import { isAutomaticSubject, saysAutomatic } from './absence.ts';

/** RFC 7489 appendix C: the root of an aggregate report, and what every one holds. */
export const isDmarcXml = (text: string): boolean =>
  /<feedback[\s>]/i.test(text.slice(0, 4000)) && /<report_metadata>|<policy_published>/i.test(text.slice(0, 20_000));

/** RFC 8460 section 4.4. */
const isTlsReport = (value: JsonObject): boolean =>
  'policies' in value && ('report-id' in value || 'organization-name' in value || 'date-range' in value);

export function kindOfJson(values: readonly unknown[], isEvent: boolean): OtherKind {
  const outer = values.filter(isObject);
  // Mailgun has its event one level below.
  const objects = [...outer, ...outer.flatMap((one) => Object.values(one).filter(isObject))];
  if (objects.some(isTlsReport)) return 'tls-report';
  if (objects.some(isComplaint)) return 'feedback-report';
  return isEvent || objects.some(isNotification) ? 'event' : 'json';
}

/** What services call the event of a complaint. */
const COMPLAINTS = /^(?:complain(?:t|ed)|spam(?:_?report|_?complaint)?|abuse|feedback)$/i;
const NAMES = ['notificationType', 'eventType', 'event', 'RecordType', 'type'];
const isComplaint = (one: JsonObject): boolean =>
  NAMES.some((name) => typeof one[name] === 'string' && COMPLAINTS.test(one[name]));

/** Of SNS (the confirmation of a subscription, a test of SES) or of SES. */
const isNotification = (one: JsonObject): boolean =>
  'eventType' in one || 'notificationType' in one || (typeof one['Type'] === 'string' && 'Message' in one);

/** Fields of a report that someone pasted, of which none is about a failure. */
export function kindOfFields(text: string): OtherKind | undefined {
  return hasStatusFields(text) ? 'delivery' : undefined;
}

/** RFC 5965 section 3: the fields of a complaint, without the mail around them. */
export const isComplaintFields = (text: string): boolean =>
  /^feedback-type:/i.test(text) && /^(?:user-agent|version|source-ip|original-mail-from):/im.test(text.slice(0, 4000));

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
  return saysAutomatic(header) || isAutomaticSubject(subject) ? 'automatic-reply' : 'message';
}
