/** The shapes of a diagnosis: what was refused, what holds now, and what to do. */
import { list, object, ref, type Schema, text, texts, whole, words } from './schema.ts';

export const DIAGNOSIS_PARTS = {
  Diagnosis: object(
    {
      rule: text,
      provider: text,
      cause: text,
      text,
      side: words('sender', 'receiver', 'recipient', 'content', 'network'),
      retry: words('wait', 'fix-first', 'never'),
      retryAfterMinutes: whole,
      ip: text,
      host: text,
      mailFrom: text,
      headerFrom: text,
      signatures: list(object({ domain: text, selector: text })),
      recipient: text,
      smtpCode: whole,
      enhancedCode: text,
      listedBy: text,
      checks: texts,
      live: list(ref('DiagnosisLive')),
      remedy: ref('DiagnosisRemedy'),
      preconditions: list(
        object({ id: text, status: words('met', 'unmet', 'unknown'), why: text, evidence: list(ref('Evidence')) }),
      ),
      request: object({ to: text, language: words('en', 'ko'), subject: text, text, url: text }, 'url'),
    },
    'retryAfterMinutes',
    'ip',
    'host',
    'mailFrom',
    'headerFrom',
    'signatures',
    'recipient',
    'smtpCode',
    'enhancedCode',
    'listedBy',
    'request',
  ),
  DiagnosisLive: object(
    {
      check: text,
      verdict: words('confirmed now', 'no longer true', 'cannot be checked from here'),
      why: text,
      subject: text,
      evidence: list(ref('Evidence')),
    },
    'subject',
  ),
  DiagnosisRemedy: object(
    { text, steps: texts, url: text, needs: texts, typicalHours: whole, obsolete: text, checkedOn: text },
    'url',
    'typicalHours',
    'obsolete',
  ),
} satisfies Readonly<Record<string, Schema>>;
