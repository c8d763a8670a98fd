/** The pages of one thing each: an address, a domain, a list, a receiver, a reverse name. */
import type { Context } from 'hono';
import { parseAddress } from '../../model/address.ts';
import { defined } from '../../model/defined.ts';
import { parseDomain } from '../../model/domain.ts';
import { inEach, type Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import { addressPage } from '../../report/address-page.ts';
import { ADDRESS_WORDS } from '../../report/address-words.ts';
import { BOUNCE_WORDS, receiverPage } from '../../report/bounces-page.ts';
import { DOMAIN_WORDS, domainPage, sendersFor } from '../../report/domain-page.ts';
import type { View } from '../../report/frame.ts';
import { listPage, ONE_LIST_WORDS } from '../../report/list-page.ts';
import type { Markup } from '../../report/markup.ts';
import { type ReverseDnsInput, reverseDnsPage } from '../../report/reverse-dns-page.ts';
import type { StatusView } from '../../reverse-dns/view.ts';
import { INTERNAL_ERROR } from '../words.ts';
import type { CheckJobs } from './check-jobs.ts';
import { routed } from './forms.ts';
import type { PagePorts } from './page-ports.ts';
import { plannedChange } from './reverse-dns-plan.ts';
import type { SpfTrees } from './spf-trees.ts';

const MAX_HISTORY = 100;

export type TargetPorts = { readonly ports: PagePorts; readonly checks: CheckJobs; readonly trees: SpfTrees };

/** `lookup`: what could be looked up instead. */
export type PageAnswer =
  | { readonly ok: true; readonly markup: Markup }
  | { readonly ok: false; readonly status: number; readonly text: Text; readonly lookup?: string };

export type Said = { readonly ok: boolean; readonly text: Text } | undefined;

type TargetPage = (name: string, view: View, said: Said, ports: TargetPorts) => Promise<PageAnswer>;

const shownOr = (markup: Markup | null, text: Text, lookup?: string): PageAnswer => {
  if (markup !== null) return { ok: true, markup };
  return lookup === undefined ? { ok: false, status: 404, text } : { ok: false, status: 404, text, lookup };
};

const oneAddress: TargetPage = async (given, view, said, { ports, checks, trees }) => {
  const address = parseAddress(given);
  if (!address.ok) return { ok: false, status: 400, text: address.problem };
  const { text: name } = address.value;
  const { lists, period, api } = ports;
  const [memory, history] = [await ports.memory(name), await api.watch.history(name, MAX_HISTORY)];
  const [domain] = memory.states.find(({ target }) => target === name)?.watched?.domains ?? [];
  const spf = domain === undefined ? undefined : await trees(name, domain, view.language);
  const input = {
    address: name,
    memory,
    history,
    lists,
    period,
    ...defined({ spf, check: await checks.of(name), said }),
  };
  const shown = addressPage(input, view);
  return shownOr(
    shown,
    inEach((language) => ADDRESS_WORDS[language].notWatched(name)),
    `blacklist:${name}`,
  );
};

const oneDomain: TargetPage = async (given, view, said, { ports, trees }) => {
  const domain = parseDomain(given);
  if (!domain.ok) return { ok: false, status: 400, text: domain.problem };
  const name = domain.value;
  const { lists, period, api } = ports;
  const [memory, history] = [await ports.memory(null), await api.watch.history(name, MAX_HISTORY)];
  const [sender] = sendersFor(name, memory, lists, view.now);
  const spf = sender === undefined ? undefined : await trees(sender.sight.state.target, name, view.language);
  const input = { domain: name, memory, history, lists, period, ...defined({ spf, said }) };
  const shown = domainPage(input, view);
  return shownOr(
    shown,
    inEach((language) => DOMAIN_WORDS[language].notKnown(name)),
    `mx:${name}`,
  );
};

const oneList: TargetPage = async (id, view, said, { ports }) => {
  const { lists, period, api } = ports;
  if (!lists.some((list) => list.id === id))
    return { ok: false, status: 404, text: inEach((language) => ONE_LIST_WORDS[language].notKnown(printable(id, 60))) };
  const [memory, history] = [await ports.memory(null), await api.watch.history(`list:${id}`, MAX_HISTORY)];
  return shownOr(listPage({ id, memory, history, lists, period, ...defined({ said }) }, view), INTERNAL_ERROR);
};

const oneReceiver: TargetPage = async (name, view) =>
  shownOr(
    receiverPage(name, view),
    inEach((language) => BOUNCE_WORDS[language].notKnown(printable(name, 60))),
  );

/** With `hostname` in the query: what a change would send. */
const reverseName: TargetPage = async (given, view, said, { ports }) => {
  const address = parseAddress(given);
  if (!address.ok) return { ok: false, status: 400, text: address.problem };
  const { text: ip } = address.value;
  const { language } = view;
  const reply = await routed('reverseDns', ports, { ip }, undefined, { language });
  // The route's answer, which its schema in the contract describes.
  const status = reply.status < 300 ? (reply.body as StatusView) : (reply.detail ?? INTERNAL_ERROR);
  const asked = (view.query['hostname'] ?? '').trim();
  const isPlanned = reply.status < 300 && asked !== '' && view.canAct;
  const planned = isPlanned ? await plannedChange(ip, asked, view, ports) : null;
  const plan = planned?.ok === true ? planned.value : undefined;
  const refusal: Said = planned?.ok === false ? { ok: false, text: planned.problem } : undefined;
  const input: ReverseDnsInput = { address: ip, status, ...defined({ plan, said: refusal ?? said }) };
  return { ok: true, markup: reverseDnsPage(input, view) };
};

/** By path; the name is the path's one parameter. */
export const TARGET_PAGES: Readonly<Record<string, TargetPage>> = {
  '/addresses/:name': oneAddress,
  '/addresses/:name/reverse-dns': reverseName,
  '/domains/:name': oneDomain,
  '/lists/:name': oneList,
  '/receivers/:name': oneReceiver,
};

export const nameInPath = (context: Context): string => context.req.param('name') ?? '';
