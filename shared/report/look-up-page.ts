/** The box for a lookup and the box for a bounce, with what came of one of them. */
import { causeText } from '../bounce/cause-texts.ts';
import type { Side } from '../bounce/diagnosis.ts';
import type { PublishedDiagnosis } from '../diagnose/published-diagnosis.ts';
import type { PublishedLookup } from '../lookups/lookup.ts';
import type { Language, Text } from '../model/language.ts';
import { forScreen } from '../model/manner.ts';
import { printable } from '../model/text.ts';
import { seenLine, stepMarkup } from './card.ts';
import { mark } from './cells.ts';
import { framed, type View } from './frame.ts';
import { foreign, html, type Markup, NOTHING, trustedLink } from './markup.ts';
import type { CellState } from './words.ts';

/** A page shows the beginning of a long answer, and says so. */
const MOST_ROWS = 200;
const MOST_FIELDS = 12;
const MOST_CELL = 600;

type LookUpWords = {
  readonly title: string;
  readonly label: string;
  readonly examples: string;
  readonly bounceTitle: string;
  readonly bounceLabel: string;
  readonly diagnose: string;
  readonly private: string;
  readonly records: string;
  readonly cut: (shown: number) => string;
  readonly noRecords: string;
  readonly side: Readonly<Record<Side, string>>;
  readonly theirWords: string;
  readonly steps: string;
  readonly needs: (needs: string) => string;
  readonly usually: (hours: number) => string;
  readonly cause: string;
  readonly sender: string;
  readonly domain: string;
  readonly nothing: string;
  readonly live: Readonly<Record<'confirmed now' | 'no longer true' | 'cannot be checked from here', string>>;
  readonly request: string;
};

const LOOK_UP_WORDS: Readonly<Record<Language, LookUpWords>> = {
  en: {
    title: 'Look up',
    label: 'A lookup, written as command:argument',
    examples: 'For example:',
    bounceTitle: 'Why did it bounce?',
    bounceLabel: 'Paste the bounce, the SMTP reply or the log lines',
    diagnose: 'Explain it',
    private: 'The text is not kept and not logged.',
    records: 'Records',
    cut: (shown) => `Only the first ${shown} are shown.`,
    noRecords: 'No records.',
    side: {
      sender: 'sender side',
      receiver: 'receiver side',
      recipient: "recipient's mailbox",
      content: 'message content',
      network: 'network',
      'own-server': 'your own server',
      'own-provider': 'your mail provider',
    },
    theirWords: 'The refusal',
    steps: 'What to do',
    needs: (needs) => `Have ready: ${needs}`,
    usually: (hours) => `Usually solved within ${hours} h (our estimate).`,
    cause: 'The cause',
    sender: 'Sending address, if the text does not name it',
    domain: 'Domain that it was sent for',
    nothing: 'Nothing here is a bounce, an SMTP reply, a mail-log line or an SES notification that we know.',
    live: {
      'confirmed now': 'confirmed now',
      'no longer true': 'in order now',
      'cannot be checked from here': 'cannot be checked',
    },
    request: 'The request, ready to paste',
  },
  ko: {
    title: '조회',
    label: '조회할 내용(명령어:인수)',
    examples: '예:',
    bounceTitle: '왜 반송되었나요?',
    bounceLabel: '반송 메일, SMTP 응답, 로그를 붙여 넣으세요',
    diagnose: '원인 확인',
    private: '붙여 넣은 내용은 저장하거나 기록하지 않습니다.',
    records: '레코드',
    cut: (shown) => `처음 ${shown}개만 표시합니다.`,
    noRecords: '레코드가 없습니다.',
    side: {
      sender: '발신 측',
      receiver: '수신 측',
      recipient: '수신자 메일함',
      content: '메일 내용',
      network: '네트워크',
      'own-server': '내 메일 서버',
      'own-provider': '이용 중인 발송 서비스',
    },
    theirWords: '거부 메시지',
    steps: '조치',
    needs: (needs) => `준비할 것: ${needs}`,
    usually: (hours) => `보통 ${hours}시간 이내에 해결됩니다(자체 추정).`,
    cause: '반송 원인',
    sender: '발송 IP(본문에 없을 때)',
    domain: '발송 도메인',
    nothing: '반송 메일, SMTP 응답, 메일 로그, SES 알림을 찾지 못했습니다.',
    live: {
      'confirmed now': '지금도 그대로',
      'no longer true': '지금은 정상',
      'cannot be checked from here': '확인 불가',
    },
    request: '바로 쓸 수 있는 요청서',
  },
};

const EXAMPLES = [
  'mx:example.com',
  'spf:example.com',
  'ptr:203.0.113.25',
  'blacklist:203.0.113.25',
  'dmarc:example.com',
];

export type LookedUp =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly text: Text }
  | { readonly kind: 'lookup'; readonly result: PublishedLookup }
  | { readonly kind: 'bounce'; readonly diagnoses: readonly PublishedDiagnosis[] };

export function lookUpPage(looked: LookedUp, view: View): Markup {
  const { language, link, query } = view;
  const words = LOOK_UP_WORDS[language];
  const lang = new URL(link('/'), 'http://page').searchParams.get('lang');
  const hidden = lang === null ? NOTHING : html`<input type="hidden" name="lang" value="${lang}">`;
  const examples = EXAMPLES.map((q) => html` <a href="${link('/look-up', { q })}">${q}</a>`);
  const content = html`<h1 class="only">${words.title}</h1>
<form class="row" role="search" action="/look-up">${hidden}<input type="search" name="q" required maxlength="1000" aria-label="${words.label}" placeholder="mx:example.com" value="${printable(query['q'] ?? '', 1000)}"> <button>${words.title}</button></form>
<p class="note">${words.examples}${examples}</p>
${shown(looked, view)}
<h2>${words.bounceTitle}</h2>
<form method="post" action="${link('/look-up')}"><label for="bounce">${words.bounceLabel}</label><textarea id="bounce" name="bounce" required></textarea><div class="do"><label>${words.sender} <input type="text" name="ip" maxlength="100"></label> <label>${words.domain} <input type="text" name="domain" maxlength="255"></label> <button>${words.diagnose}</button> <span class="note">${words.private}</span></div></form>`;
  return framed({ page: 'lookUp', title: query['q'] ?? words.title, content }, view);
}

function shown(looked: LookedUp, view: View): Markup {
  if (looked.kind === 'nothing') return NOTHING;
  if (looked.kind === 'refused')
    return html`<p class="notice bad" role="status">${foreign(looked.text[view.language], 600)}</p>`;
  return looked.kind === 'lookup' ? lookupMarkup(looked.result, view) : bounceMarkup(looked.diagnoses, view);
}

type Findings = PublishedLookup['failed'];

function lookupMarkup({ command, argument, note, records, ...result }: PublishedLookup, view: View): Markup {
  const words = LOOK_UP_WORDS[view.language];
  const groups: readonly (readonly [CellState, Findings])[] = [
    ['bad', result.failed],
    ['warn', result.warnings],
    ['none', result.timeouts],
    ['ok', result.passed],
  ];
  const findings = groups.flatMap(([state, found]) => found.map((one) => findingMarkup(state, one, view)));
  return html`<section aria-live="polite"><h2><bdi>${printable(`${command}:${argument}`, 300)}</bdi></h2>${note === undefined ? NOTHING : html`<p class="note">${foreign(note, 300)}</p>`}
<div class="list">${findings}</div><h2>${words.records}</h2>${recordTable(records, words)}</section>`;
}

function findingMarkup(state: CellState, finding: Findings[number], view: View): Markup {
  const { summary, remedy, evidence } = finding;
  const steps = (remedy?.steps ?? []).map((step) => html`<li>${stepMarkup(step, view)}</li>`);
  const lines = evidence.slice(0, 8).map((one) => seenLine(one, view));
  const saw =
    lines.length === 0
      ? NOTHING
      : html`<details><summary>${view.words.sawWhat}</summary><pre dir="ltr">${lines.join('\n')}</pre></details>`;
  return html`<div>${mark(state, view.words)} ${foreign(forScreen(summary, view.language), 600)}${steps.length === 0 ? NOTHING : html`<ol>${steps}</ol>`}${saw}</div>`;
}

function recordTable(records: PublishedLookup['records'], words: LookUpWords): Markup {
  if (records.length === 0) return html`<p class="note">${words.noRecords}</p>`;
  const rows = records.slice(0, MOST_ROWS);
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))].slice(0, MOST_FIELDS);
  const cell = (value: unknown): string =>
    printable(Array.isArray(value) ? value.join(', ') : String(value ?? ''), MOST_CELL);
  const body = rows.map(
    (row) => html`<tr>${fields.map((field) => html`<td class="w">${foreign(cell(row[field]), MOST_CELL)}</td>`)}</tr>`,
  );
  const cut = records.length > rows.length ? html`<p class="note">${words.cut(rows.length)}</p>` : NOTHING;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.records}"><table><thead><tr>${fields.map((field) => html`<th scope="col">${printable(field, 40)}</th>`)}</tr></thead><tbody>${body}</tbody></table></div>${cut}`;
}

function bounceMarkup(diagnoses: readonly PublishedDiagnosis[], view: View): Markup {
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
