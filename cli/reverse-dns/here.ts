/** The work on a reverse name in this process, shown as it continues; each returns the exit code. */
import type { Clock } from '../../shared/model/clock.ts';
import { advance } from '../../shared/reverse-dns/advance.ts';
import type { Blocked } from '../../shared/reverse-dns/blocked.ts';
import type { PlannedCall } from '../../shared/reverse-dns/calls.ts';
import { dryRun } from '../../shared/reverse-dns/dry-run.ts';
import type { Ports, WriteEntry } from '../../shared/reverse-dns/ports.ts';
import { readReverseDns } from '../../shared/reverse-dns/read-current.ts';
import type { State } from '../../shared/reverse-dns/state.ts';
import { type JobView, jobView, nowView, type StatusView } from '../../shared/reverse-dns/view.ts';
import { EXIT } from '../command.ts';
import { jsonDocument } from '../format.ts';
import { complainOnce, type Terminal } from '../terminal.ts';
import {
  ending,
  exitOf,
  exitOfBlocked,
  isAnswered,
  renderBlocked,
  renderCalls,
  renderStatus,
  renderWarnings,
  title,
} from '../views/reverse-dns-job.ts';
import { dnsDidNotAnswer, REVERSE_DNS_WORDS } from '../views/reverse-dns-job-words.ts';
import { follow } from './follow.ts';

export type ReverseDnsScreen = { readonly terminal: Terminal; readonly json: boolean };
export type Here = ReverseDnsScreen & { readonly clock: Clock; readonly ports: Omit<Ports, 'clock' | 'log'> };

/** `address`: spelled canonically. */
export async function statusHere(address: string, here: Here): Promise<number> {
  here.terminal.progress(REVERSE_DNS_WORDS[here.terminal.language].lookingFor(address));
  const seen = await readReverseDns(address, here.ports);
  here.terminal.progress('');
  if (seen.kind === 'unseen') return showBlocked(seen.why, here);
  return showStatus({ address: seen.address, job: null, now: nowView(seen), unseen: null }, here);
}

export function showStatus(view: StatusView, { json, terminal }: ReverseDnsScreen): number {
  for (const line of json ? [jsonDocument(view)] : renderStatus(view, terminal)) terminal.print(line);
  if (view.now === null || isAnswered(view.now.dns)) return EXIT.pass;
  complainOnce(dnsDidNotAnswer(view.address, view.now.dns.rcode), !json, terminal);
  return EXIT.unknown;
}

export function showBlocked(blocked: Blocked, { json, terminal }: ReverseDnsScreen): number {
  for (const line of json ? [jsonDocument({ blocked })] : renderBlocked(blocked, terminal)) terminal.print(line);
  return exitOfBlocked(blocked);
}

export async function dry(begun: State, here: Here): Promise<number> {
  const { json, terminal } = here;
  terminal.progress(REVERSE_DNS_WORDS[terminal.language].looking);
  const { state, calls, warnings } = await dryRun(begun, portsOf(here));
  terminal.progress('');
  const job = jobView(state);
  const lines =
    job.blocked === null
      ? [...renderCalls(calls, terminal), ...renderWarnings(warnings, terminal)]
      : renderBlocked(job.blocked, terminal);
  const document = { ...job, calls: calls.map(publishedCall), warnings: warnings.map(({ en }) => en) };
  for (const line of json ? [jsonDocument(document)] : [title(job, terminal), ...lines]) terminal.print(line);
  return job.blocked === null ? EXIT.pass : exitOfBlocked(job.blocked);
}

export async function change(begun: State, here: Here): Promise<number> {
  const ports = portsOf(here);
  let state = begun;
  const readJob = async (): Promise<JobView> => {
    state = await advance(state, ports);
    return jobView(state);
  };
  return toTheEnd(jobView(begun), readJob, here);
}

/** `lookAgain`: one step of the job, here or in a deployment. */
export async function toTheEnd(
  asked: JobView,
  readJob: () => Promise<JobView>,
  { clock, json, terminal }: ReverseDnsScreen & { readonly clock: Clock },
): Promise<number> {
  if (!json) terminal.print(title(asked, terminal));
  const { job, isStopped } = await follow({ readJob, clock, terminal, isShown: !json });
  for (const line of json ? [jsonDocument(job)] : ending(job, isStopped, terminal)) terminal.print(line);
  return exitOf(job);
}

/** As it always was in JSON. */
const publishedCall = ({ done: _, why, ...call }: PlannedCall) => ({ ...call, why: why.en });

/** Every write is shown with whose it is, before it is sent. */
const portsOf = ({ ports, clock, terminal }: Here): Ports => ({
  ...ports,
  clock,
  log: ({ outcome, call, resource, caller }: WriteEntry) => {
    if (outcome === null)
      terminal.complain(`postwatch: ${REVERSE_DNS_WORDS[terminal.language].sending(call, resource, caller)}`);
  },
});
