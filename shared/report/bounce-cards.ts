/** The box for a bounce, and a card for each recipient that it names. */
import { causeText } from '../bounce/cause-texts.ts';
import type { PublishedDiagnosis } from '../diagnose/published-diagnosis.ts';
import { forScreen } from '../model/manner.ts';
import { printable } from '../model/text.ts';
import { mark } from './cells.ts';
import type { View } from './frame.ts';
import { LOOK_UP_WORDS } from './look-up-words.ts';
import { foreign, html, type Markup, NOTHING, trustedLink } from './markup.ts';

/** The box for a bounce; `to`: the page that shows what came of it. */
export function bounceForm(to: string, { language, link }: View): Markup {
  const words = LOOK_UP_WORDS[language];
  return html`<form method="post" action="${link(to)}"><label for="bounce">${words.bounceLabel}</label><textarea id="bounce" name="bounce" required></textarea><div class="do"><label>${words.sender} <input type="text" name="ip" maxlength="100"></label> <label>${words.domain} <input type="text" name="domain" maxlength="255"></label> <button>${words.diagnose}</button> <span class="note">${words.private}</span></div></form>`;
}

export function bounceMarkup(diagnoses: readonly PublishedDiagnosis[], view: View): Markup {
  const words = LOOK_UP_WORDS[view.language];
  if (diagnoses.length === 0) return html`<p class="notice" role="status">${words.nothing}</p>`;
  return html`<section aria-live="polite"><h2>${words.cause}</h2>${diagnoses.map((one) => diagnosisCard(one, view))}</section>`;
}

const LIVE_STATES = { 'confirmed now': 'bad', 'no longer true': 'ok', 'cannot be checked from here': 'none' } as const;
const MET = { met: 'ok', unmet: 'bad', unknown: 'none' } as const;

function diagnosisCard(diagnosis: PublishedDiagnosis, view: View): Markup {
  const { recipient, side, text, live, remedy, preconditions, request } = diagnosis;
  const words = LOOK_UP_WORDS[view.language];
  const facts = [
    ...live.map(
      (one) =>
        html`<li>${mark(LIVE_STATES[one.verdict], view.words)} ${words.live[one.verdict]}: ${foreign(one.why, 400)}</li>`,
    ),
    ...preconditions.map((one) => html`<li>${mark(MET[one.status], view.words)} ${foreign(one.why, 400)}</li>`),
  ];
  const steps = remedy.steps.map((step) => html`<li>${foreign(forScreen(step, view.language), 800)}</li>`);
  return html`<article class="card ${side === 'sender' ? 'critical' : ''}"><h3><span class="tag ${side === 'sender' ? 'bad' : ''}">${words.side[side]}</span> <span>${causeText(diagnosis)[view.language]}</span>${recipient === undefined ? NOTHING : html` <span class="age">${foreign(recipient, 120)}</span>`}</h3>
<pre dir="ltr">${printable(text, 500)}</pre>${facts.length === 0 ? NOTHING : html`<ul class="facts">${facts}</ul>`}
<p><strong>${words.steps}</strong></p><ol>${steps}</ol>${remedy.url === undefined ? NOTHING : html`<p>${trustedLink(remedy.url, view.hosts)}</p>`}${remedy.needs.length === 0 ? NOTHING : html`<p class="note">${words.needs(remedy.needs.join(', '))}</p>`}${remedy.typicalHours === undefined ? NOTHING : html`<p class="note">${words.usually(remedy.typicalHours)}</p>`}${request === undefined ? NOTHING : html`<details><summary>${words.request}</summary><pre>${request.text.slice(0, 8000)}</pre></details>`}</article>`;
}
