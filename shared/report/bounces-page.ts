/** Bounces and the receivers that write them. The watch follows no log, and the page says so: it explains what is pasted, and what each receiver refuses for. */
import { causeText } from '../bounce/cause-texts.ts';
import { type BounceRemedyFacts, REMEDY_FACTS } from '../bounce/remedies/facts.ts';
import { remedyIn } from '../bounce/remedies/in-language.ts';
import type { Rule } from '../bounce/rule.ts';
import { RULES } from '../bounce/rules.ts';
import type { Language } from '../model/language.ts';
import { forScreen } from '../model/manner.ts';
import { count, printable } from '../model/text.ts';
import { bounceForm } from './bounce-cards.ts';
import { framed, type View } from './frame.ts';
import { type LookedUp, looked } from './look-up-page.ts';
import { LOOK_UP_WORDS } from './look-up-words.ts';
import { foreign, html, type Markup, NOTHING, trustedLink } from './markup.ts';

type BounceWords = {
  readonly title: string;
  readonly missing: string;
  readonly follow: string;
  readonly receivers: string;
  readonly causes: (n: number) => string;
  readonly receiverMissing: (name: string) => string;
  readonly refusesFor: string;
  readonly oldWording: string;
  readonly notKnown: (name: string) => string;
};

export const BOUNCE_WORDS: Readonly<Record<Language, BounceWords>> = {
  en: {
    title: 'Bounces',
    missing: 'The watch does not follow a mail log and keeps no bounces, so no figures by receiver are known.',
    follow: 'Paste a bounce below. To explain a whole log, run:',
    receivers: 'Receivers and filters we know',
    causes: (n) => count(n, 'kind of refusal', 'kinds of refusal'),
    receiverMissing: (name) =>
      `What ${name} did with your mail is not known: the watch does not follow a mail log. This page shows what it refuses mail for, and what to do.`,
    refusesFor: 'What it refuses mail for',
    oldWording: 'only in old logs',
    notKnown: (name) => `No receiver here is called ${name}`,
  },
  ko: {
    title: '반송',
    missing: '메일 로그를 감시하지 않고 반송 메일도 저장하지 않아, 수신 서버별 통계는 알 수 없습니다.',
    follow: '아래에 반송 메일을 붙여 넣으세요. 로그 전체를 확인하려면 다음을 실행하세요.',
    receivers: '알려진 수신 서버와 필터',
    causes: (n) => `거부 유형 ${n}개`,
    receiverMissing: (name) =>
      `${name}: 메일 로그를 감시하지 않아 실제 처리 결과는 알 수 없습니다. 이 페이지에는 거부하는 이유와 조치만 있습니다.`,
    refusesFor: '메일을 거부하는 이유',
    oldWording: '이전 로그에만 있음',
    notKnown: (name) => `이름이 ${name}인 수신 서버가 없음`,
  },
};

/** Not receivers: words that anyone may write, and what the reader's own server says. */
const NOBODY: ReadonlySet<string> = new Set(['generic', 'own-server', 'dead-list', 'aws-ec2']);

const receiversKnown = (): ReadonlyMap<string, readonly Rule[]> =>
  Map.groupBy(
    RULES.filter(({ provider }) => !NOBODY.has(provider)),
    ({ provider }) => provider,
  );

export function bouncesPage(answer: LookedUp, view: View): Markup {
  const words = BOUNCE_WORDS[view.language];
  const rows = [...receiversKnown()]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    .map(
      ([name, rules]) =>
        html`<tr><th scope="row"><a href="${view.link(`/receivers/${encodeURIComponent(name)}`)}">${name}</a></th><td>${words.causes(rules.length)}</td></tr>`,
    );
  const content = html`<h1 class="only">${words.title}</h1><p class="notice">${words.missing} ${words.follow} <code>postwatch diagnose /var/log/mail.log</code></p>
<h2>${LOOK_UP_WORDS[view.language].bounceTitle}</h2>${bounceForm('/bounces', view)}
${looked(answer, view)}
<h2>${words.receivers}</h2><div class="scroll" tabindex="0" role="region" aria-label="${words.receivers}"><table><tbody>
${rows}</tbody></table></div>`;
  return framed({ page: 'bounces', title: words.title, content }, view);
}

/** Null for a name that no rule has. */
export function receiverPage(name: string, view: View): Markup | null {
  const rules = receiversKnown().get(name);
  if (rules === undefined) return null;
  const words = BOUNCE_WORDS[view.language];
  const content = html`<p class="crumb"><a href="${view.link('/bounces')}">${words.title}</a></p><h1><bdi>${name}</bdi></h1>
<p class="notice">${words.receiverMissing(name)}</p><h2>${words.refusesFor} <small>${words.causes(rules.length)}</small></h2><div class="list">${rules.map((rule) => refusal(rule, view))}</div>`;
  return framed({ page: 'bounces', title: name, content }, view);
}

function refusal({ id, cause, side = 'sender', remedy, legacy }: Rule, view: View): Markup {
  const { language } = view;
  const shown = LOOK_UP_WORDS[language];
  const old = legacy === undefined ? NOTHING : html` <span class="tag">${BOUNCE_WORDS[language].oldWording}</span>`;
  const head = html`<strong>${causeText({ cause, side })[language]}</strong> <span class="note">${printable(id, 60)}</span>${old}`;
  if (remedy === undefined) return html`<div>${head}</div>`;
  const steps = remedyIn(language, remedy).steps.map(
    ({ text }) => html`<li>${foreign(forScreen(text, language), 800)}</li>`,
  );
  const { url, typicalHours }: BounceRemedyFacts = REMEDY_FACTS[remedy];
  return html`<div>${head}<details><summary>${shown.steps}</summary><ol>${steps}</ol>${url === undefined ? NOTHING : html`<p>${trustedLink(url, view.hosts)}</p>`}${typicalHours === undefined ? NOTHING : html`<p>${shown.usually(typicalHours)}</p>`}</details></div>`;
}
