/** What happened, newest first: of all targets on the overview, of one on its page. */
import { summaryText } from '../model/finding.ts';
import { isTakenBack, type Notice, type Transition } from '../model/incident.ts';
import { forScreen } from '../model/manner.ts';
import { targetLink } from './card.ts';
import { agoMarkup, timeMarkup, type View } from './frame.ts';
import { foreign, html, type Markup, NOTHING } from './markup.ts';
import { OVERVIEW_WORDS } from './overview-words.ts';

const TAGS: Readonly<Record<Transition, string>> = {
  opened: 'bad',
  worsened: 'bad',
  improved: 'ok',
  flapping: 'warn',
  members: '',
  reminder: 'warn',
  acknowledged: '',
  cleared: 'ok',
  blind: '',
  ended: '',
};

/** `named`: with the target, where there are several. */
export function timeline(notices: readonly Notice[], { named }: { readonly named: boolean }, view: View): Markup {
  const words = OVERVIEW_WORDS[view.language];
  if (notices.length === 0) return html`<p class="note">${words.nothingLately}</p>`;
  return html`<ul class="time">${notices.map((notice) => entry(notice, named, view))}</ul>`;
}

function entry(notice: Notice, named: boolean, view: View): Markup {
  const { transition, at, target } = notice;
  const words = OVERVIEW_WORDS[view.language];
  const muted = notice.muted !== undefined && transition !== 'acknowledged' ? html` · ${words.notNotified}` : NOTHING;
  return html`<li>${named ? agoMarkup(at, view) : timeMarkup(at, view)}<span class="tag ${TAGS[transition]}">${isTakenBack(notice) ? words.takenBack : words.turned[transition]}</span><span>${named ? html`${targetLink(target, view)}: ` : NOTHING}${whatHappened(notice, view)}${muted}</span></li>
`;
}

function whatHappened({ finding, before, acknowledged }: Notice, { language }: View): Markup {
  const about = finding ?? before;
  const summary = about === null ? '' : forScreen(summaryText(about)[language], language);
  if (acknowledged === undefined) return foreign(summary, 300);
  return html`${foreign(acknowledged.by, 80)}: ${foreign(acknowledged.why, 300)}`;
}
