/** One lookup or one bounce, asked now: as the API's routes answer them, within the same limits. */
import type { PublishedDiagnosis } from '../../diagnose/published-diagnosis.ts';
import type { PublishedLookup } from '../../lookups/lookup.ts';
import type { View } from '../../report/frame.ts';
import type { LookedUp } from '../../report/look-up-page.ts';
import type { HttpReply } from '../reply.ts';
import { INTERNAL_ERROR } from '../words.ts';
import { readForm, routed } from './forms.ts';
import type { PagePorts } from './page-ports.ts';
import { NO_BOUNCE, NOT_A_FORM } from './page-words.ts';

/** A megabyte of mail, every octet of it escaped. */
const MAX_BOUNCE = 3 * 1_048_576;

const SENDER_FIELDS = ['ip', 'domain'] as const;

export async function lookedUp(request: Request, view: View, ports: PagePorts): Promise<LookedUp> {
  if (request.method === 'POST') return bounceOf(request, view, ports);
  const { q = '' } = view.query;
  if (q.trim() === '') return { kind: 'nothing' };
  const reply = await routed('lookupByBody', ports, {}, { q: q.trim() }, { language: view.language });
  // The route's answer is `PublishedLookup`, which its schema in the contract describes.
  return isAnswer(reply) ? { kind: 'lookup', result: reply.body as PublishedLookup } : refusal(reply);
}

async function bounceOf(request: Request, view: View, ports: PagePorts): Promise<LookedUp> {
  const form = await readForm(request, MAX_BOUNCE);
  if (form === null) return { kind: 'refused', text: NOT_A_FORM };
  const text = form.get('bounce') ?? '';
  if (text.trim() === '') return { kind: 'refused', text: NO_BOUNCE };
  const given = new Map(SENDER_FIELDS.map((name) => [name, (form.get(name) ?? '').trim()] as const));
  const reply = await routed('diagnose', ports, {}, { text }, { language: view.language, query: given });
  if (!isAnswer(reply)) return refusal(reply);
  const { diagnoses } = reply.body as { readonly diagnoses: readonly PublishedDiagnosis[] };
  return { kind: 'bounce', diagnoses };
}

const isAnswer = ({ status }: HttpReply): boolean => status < 300;

const refusal = ({ detail }: HttpReply): LookedUp => ({ kind: 'refused', text: detail ?? INTERNAL_ERROR });
