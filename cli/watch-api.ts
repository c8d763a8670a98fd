/**
 * Where incidents are read and acted on: a deployed API (`--endpoint`), or this machine's memory through the same API, in
 * this process, as the user of this machine. So both take the same words, refuse the same ones and show the same.
 */
import type { ApiEndpoint, Method } from '../adapters/aws/api/endpoint.ts';
import { systemClock } from '../adapters/local/clock.ts';
import { limitsOf } from '../shared/http/budget.ts';
import { notZone } from '../shared/model/input-words.ts';
import { type Language, within } from '../shared/model/language.ts';
import { printable } from '../shared/model/text.ts';
import { isZone } from '../shared/model/time-input.ts';
import { EXIT, Refused, UsageError, type Words } from './command.ts';
import { type CommandOptions, memoryOf, orThrow, readOptions } from './runtime.ts';
import type { Terminal } from './terminal.ts';
import { unexpected } from './usage-words.ts';

export type WatchApi = {
  /** The answer's JSON. Throws `Refused`, or `UsageError` where the words were wrong. */
  readonly call: (method: Method, path: string, body?: object) => Promise<unknown>;
  /** IANA name. */
  readonly zone: string;
};

export async function openWatchApi(words: Words, terminal: Terminal): Promise<WatchApi> {
  const options = await readOptions(words);
  const { settings } = options;
  const zone = words.text('zone') ?? settings.notices.zone;
  if (!isZone(zone)) throw new UsageError(within('--zone', notZone(printable(zone, 60))));
  if (words.text('endpoint') !== undefined) return { zone, call: await callEndpoint(words, terminal.language) };
  const { openEndpoint } = await import('../adapters/aws/api/endpoint.ts');
  const local = openEndpoint('http://localhost', {
    environment: {},
    fetch: await here(options, terminal),
    language: spoken(words, terminal.language),
  });
  return { zone, call: caller(orThrow(local)) };
}

/** The deployed API that `--endpoint` names. */
export async function callEndpoint(words: Words, language: Language): Promise<WatchApi['call']> {
  const { openEndpoint } = await import('../adapters/aws/api/endpoint.ts');
  const { commandMs } = await readOptions(words);
  const timeout = commandMs === undefined ? {} : { timeoutMs: commandMs };
  const options = { environment: process.env, language: spoken(words, language), ...timeout };
  const endpoint = openEndpoint(words.text('endpoint') ?? '', options);
  return caller(orThrow(endpoint, '--endpoint'));
}

/** What becomes JSON is English, whatever the screen's language. */
const spoken = (words: Words, language: Language): Language =>
  words.has('json') || words.text('format')?.startsWith('json') === true ? 'en' : language;

function caller({ send }: ApiEndpoint): WatchApi['call'] {
  return async (method, at, body) => {
    const answer = await send(method, at, body);
    if (answer.kind === 'done') return answer.body;
    if (answer.kind === 'unreachable') throw new Refused(answer.why, EXIT.unknown);
    if (answer.status === 400) throw new UsageError(answer.why);
    throw new Refused(answer.why, answer.status >= 500 || answer.status === 429 ? EXIT.unknown : EXIT.fail);
  };
}

/** The API in this process. */
async function here(options: CommandOptions, terminal: Terminal): Promise<typeof fetch> {
  const [{ createApp }, { localApi }] = await Promise.all([
    import('../shared/http/app.ts'),
    import('../adapters/local/api.ts'),
  ]);
  const ports = localApi({
    clock: systemClock,
    limits: limitsOf(options.settings.api),
    memory: memoryOf(options, terminal),
    token: '',
    notCovered: [],
    openChecking: memoryAlone,
    channels: memoryAlone,
    wording: memoryAlone,
    reverseDns: memoryAlone,
    log: ({ level, error }) => {
      if (level === 'error')
        terminal.complain(`postwatch: ${unexpected(String(error ?? 'an error'))[terminal.language]}`);
    },
  });
  const app = createApp({ ...ports, caller: () => ({ id: terminal.user, canWrite: true }) });
  return async (url, init) => app.request(String(url), init);
}

/** For what belongs to other commands. */
const memoryAlone = (): never => {
  throw new Error('this command uses the memory alone');
};
