/** The ids of incidents, notices and snoozes. They are apart from their types, since not every reader of those should load a hash. */
import { hash } from 'node:crypto';
import type { Transition } from './incident.ts';

/** Short, stable, safe in a URL: the first 12 hex digits of a hash of its parts. */
const shortId = (parts: readonly (string | number)[]): string => hash('sha256', parts.join('\n')).slice(0, 12);

export const snoozeId = (parts: readonly string[]): string => shortId(['snooze', ...parts]);

export const incidentId = (target: string, subject: string, version: number): string =>
  shortId(['incident', target, subject, version]);

export const noticeId = (
  target: string,
  subject: string,
  finding: string,
  transition: Transition,
  version: number,
): string => shortId(['notice', target, subject, finding, transition, version]);
