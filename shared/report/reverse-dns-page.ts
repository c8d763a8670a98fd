/** The reverse name of one address: what EC2 and DNS have, the last job, what a change would send, and the form for it. */
import type { Evidence } from '../model/finding.ts';
import type { Language, Text } from '../model/language.ts';
import { forScreen } from '../model/manner.ts';
import { printable } from '../model/text.ts';
import type { JobView, StatusView } from '../reverse-dns/view.ts';
import { seenLine } from './card.ts';
import { mark } from './cells.ts';
import { framed, type View } from './frame.ts';
import { foreign, foreignCode, html, lineToCopy, type Markup, NOTHING } from './markup.ts';
import { notice } from './overview.ts';

/** What would be sent, as AWS's reference has it; texts in the reader's language. */
export type ShownPlan = {
  readonly hostname: string;
  readonly calls: readonly { readonly call: string; readonly why: string; readonly input: object }[];
  readonly warnings: readonly string[];
  /** Why nothing can be sent. */
  readonly blocked: { readonly text: string; readonly whatToDo: string } | null;
};

export type ReverseDnsInput = {
  readonly address: string;
  /** Or one line: why it cannot be seen or set from here. */
  readonly status: StatusView | Text;
  readonly plan?: ShownPlan;
  readonly said?: { readonly ok: boolean; readonly text: Text };
};

type ReverseDnsWords = {
  readonly title: (address: string) => string;
  readonly now: string;
  readonly ec2: (name: string | null) => string;
  readonly update: (name: string, status: string) => string;
  readonly job: string;
  readonly again: string;
  readonly change: string;
  readonly hostname: string;
  readonly replace: string;
  readonly merge: string;
  readonly plan: string;
  readonly set: string;
  readonly willSend: (name: string) => string;
  readonly nothing: string;
  readonly elsewhere: string;
  readonly readOnly: string;
};

const REVERSE_DNS_PAGE: Readonly<Record<Language, ReverseDnsWords>> = {
  en: {
    title: (address) => `Reverse DNS of ${address}`,
    now: 'What is there now',
    ec2: (name) => (name === null ? 'EC2 has no reverse name for it.' : `EC2 has the name ${name}.`),
    update: (name, status) => `EC2 was asked for ${name}: ${status}.`,
    job: 'The last change',
    again: 'Look again: a change takes minutes',
    change: 'Change it',
    hostname: 'Host name',
    replace: 'Overwrite another reverse name',
    merge: 'Add to an A record with other addresses',
    plan: 'Show the plan',
    set: 'Set it',
    willSend: (name) => `To set ${name}, these calls are sent, in this order:`,
    nothing: 'Nothing has to be sent: it is set already.',
    elsewhere: 'For an address that is not an Elastic IP, its provider sets the name. Write the request with:',
    readOnly: 'To plan or set a name, open the one-time link or enter the token below.',
  },
  ko: {
    title: (address) => `${address}의 역방향 DNS(PTR)`,
    now: '현재 상태',
    ec2: (name) => (name === null ? 'EC2에 기록된 이름이 없습니다.' : `EC2에 기록된 이름: ${name}`),
    update: (name, status) => `EC2에 요청한 이름: ${name}(${status})`,
    job: '마지막 변경',
    again: '다시 보기(변경에는 몇 분이 걸립니다)',
    change: '변경',
    hostname: '호스트 이름',
    replace: '기존 역방향 DNS 덮어쓰기',
    merge: '다른 IP가 있는 A 레코드에 추가',
    plan: '계획 보기',
    set: '설정',
    willSend: (name) => `${name} 설정에 필요한 호출(보내는 순서)`,
    nothing: '이미 설정되어 있어 보낼 호출이 없습니다.',
    elsewhere: 'Elastic IP가 아니면 IP를 할당한 업체가 이름을 설정합니다. 요청서는 다음 명령으로 만드세요.',
    readOnly: '계획을 보거나 설정하려면 일회용 링크를 열거나 아래에 토큰을 입력하세요.',
  },
};

export function reverseDnsPage({ address, status, plan, said }: ReverseDnsInput, view: View): Markup {
  const words = REVERSE_DNS_PAGE[view.language];
  const isMissing = 'en' in status;
  const busy = !isMissing && status.job !== null && status.job.again !== null;
  const body = isMissing
    ? html`<p class="notice">${foreign(status[view.language], 600)}</p><p>${words.elsewhere}</p>${requestCommand(address)}`
    : html`${nowSection(status, view)}${status.job === null ? NOTHING : jobSection(status.job, view)}${plan === undefined ? NOTHING : planSection(address, plan, view)}${busy ? html`<p><a href="${view.link(view.path)}">${words.again}</a></p>` : form(address, plan?.hostname ?? '', view)}`;
  const content = html`<p class="crumb"><a href="${view.link(`/addresses/${encodeURIComponent(address)}`)}">${address}</a></p>
<h1 class="only">${words.title(address)}</h1>${said === undefined ? NOTHING : notice(said, view)}${body}`;
  return framed({ page: 'addresses', title: words.title(address), content }, view);
}

const requestCommand = (address: string): Markup =>
  lineToCopy(`npx postwatch reverse-dns ${address} mail.example.com --request-text isp`);

function nowSection({ now, unseen }: StatusView, view: View): Markup {
  const words = REVERSE_DNS_PAGE[view.language];
  if (unseen !== null)
    return html`<h2>${words.now}</h2><div class="list"><div>${mark('none', view.words)} ${foreign(unseen.text, 400)}<p>${foreign(unseen.whatToDo, 400)}</p></div></div><p>${words.elsewhere}</p>`;
  if (now === null) return NOTHING;
  const update =
    now.update === null
      ? NOTHING
      : html`<p>${words.update(printable(now.update.value, 255), printable(now.update.status, 40))}</p>`;
  return html`<h2>${words.now}</h2><div class="list"><div>${foreign(words.ec2(now.ptrRecord), 400)}${update}<p>${foreign(now.region, 40)} · ${foreign(now.allocationId, 60)}</p></div>${dnsLine(now.dns, view)}</div>`;
}

const dnsLine = (dns: Evidence, view: View): Markup => html`<div><pre dir="ltr">${seenLine(dns, view)}</pre></div>`;

const STEP_STATE = { done: 'ok', found: 'ok', waiting: 'none', refused: 'bad' } as const;

function jobSection({ steps, next, blocked, hostname }: JobView, view: View): Markup {
  const words = REVERSE_DNS_PAGE[view.language];
  const lines = steps
    .slice(-20)
    .map(
      (one) =>
        html`<div>${mark(STEP_STATE[one.outcome], view.words)} ${foreign(forScreen(one.text, view.language), 400)}</div>`,
    );
  const end =
    blocked === null ? html`<p>${foreign(forScreen(next, view.language), 400)}</p>` : blockedText(blocked, view);
  return html`<h2>${words.job} <small>${foreign(hostname ?? '', 255)}</small></h2><div class="list">${lines}${end}</div>`;
}

const blockedText = ({ text, whatToDo }: NonNullable<ShownPlan['blocked']>, view: View): Markup =>
  html`<div>${mark('bad', view.words)} ${foreign(forScreen(text, view.language), 600)}<p>${foreign(forScreen(whatToDo, view.language), 600)}</p></div>`;

function planSection(address: string, { hostname, calls, warnings, blocked }: ShownPlan, view: View): Markup {
  const words = REVERSE_DNS_PAGE[view.language];
  if (blocked !== null) return html`<h2>${words.plan}</h2><div class="list">${blockedText(blocked, view)}</div>`;
  const shown = calls.map(
    ({ call, why, input }) =>
      html`<li>${foreign(why, 400)} ${foreignCode(call, 80)}<pre dir="ltr">${printable(JSON.stringify(input), 2000)}</pre></li>`,
  );
  const send =
    calls.length === 0
      ? html`<p>${words.nothing}</p>`
      : html`<p>${words.willSend(printable(hostname, 253))}</p><ol>${shown}</ol>${view.canAct ? html`<form class="row" method="post" action="/do/set-reverse-dns">${hiddenFields(address, view)}<input type="hidden" name="hostname" value="${printable(hostname, 255)}">${consents(view)}<button>${words.set}</button></form>` : NOTHING}`;
  return html`<h2>${words.plan} <small>${foreign(hostname, 255)}</small></h2><div class="card">${send}${warnings.map((one) => html`<p>${mark('warn', view.words)} ${foreign(one, 400)}</p>`)}</div>`;
}

const hiddenFields = (address: string, view: View): Markup =>
  html`<input type="hidden" name="address" value="${address}"><input type="hidden" name="back" value="${view.link(`/addresses/${encodeURIComponent(address)}/reverse-dns`)}">`;

/** What was agreed to for the plan stays agreed to. */
const consents = ({ query }: View): Markup =>
  html`${(['replace', 'merge'] as const).map((name) => (query[name] === '1' ? html`<input type="hidden" name="${name}" value="1">` : NOTHING))}`;

function form(address: string, hostname: string, view: View): Markup {
  const words = REVERSE_DNS_PAGE[view.language];
  if (!view.canAct) return html`<p class="note">${words.readOnly}</p>`;
  const lang = new URL(view.link('/'), 'http://page').searchParams.get('lang');
  const hidden = lang === null ? NOTHING : html`<input type="hidden" name="lang" value="${lang}">`;
  return html`<h2>${words.change}</h2><form class="row" action="/addresses/${encodeURIComponent(address)}/reverse-dns">${hidden}<label>${words.hostname} <input type="text" name="hostname" required maxlength="253" placeholder="mail.example.com" value="${printable(hostname, 253)}"></label> <label><input type="checkbox" name="replace" value="1"> ${words.replace}</label> <label><input type="checkbox" name="merge" value="1"> ${words.merge}</label> <button>${words.plan}</button></form>`;
}
