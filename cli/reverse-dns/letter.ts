/** `--request-text`: the letter that asks somebody else for the reverse name. */
import { type Address, parseAddress } from '../../shared/model/address.ts';
import { parseDomain } from '../../shared/model/domain.ts';
import type { Language } from '../../shared/model/language.ts';
import { printable } from '../../shared/model/text.ts';
import type { Allocation } from '../../shared/reverse-dns/ports.ts';
import {
  beforeSending,
  type Letter,
  type LetterFacts,
  lookForLetter,
  requestText,
} from '../../shared/reverse-dns/request-text.ts';
import { openAws, withoutAws } from '../aws.ts';
import { UsageError, type Words } from '../command.ts';
import { openRuntime, orThrow, readOptions } from '../runtime.ts';

export type ReadyLetter = {
  readonly text: string;
  /** What is to be done before it is sent; null: nothing. */
  readonly warning: string | null;
};

/** Throws `UsageError`. */
export async function letter(
  words: Words,
  address: string,
  hostname: string | undefined,
  language: Language,
): Promise<ReadyLetter> {
  const which = letterOf(words.text('request-text') ?? '', language);
  const about = orThrow(parseAddress(address));
  if (hostname === undefined)
    throw new UsageError('--request-text needs the reverse name that is wanted, such as mail.example.com');
  const name = orThrow(parseDomain(hostname));
  const runtime = openRuntime(words);
  try {
    const evidence = await lookForLetter(about, name, runtime.lookupPorts.resolver);
    const allocation = which === 'aws' ? await allocationOf(about, words) : null;
    const facts: LetterFacts = { address: about, hostname: name, evidence };
    const text = requestText(which, allocation === null ? facts : { ...facts, elasticIp: allocation });
    return { text, warning: beforeSending(facts) };
  } finally {
    runtime.close();
  }
}

function letterOf(to: string, language: Language): Letter {
  if (to === 'aws') return 'aws';
  if (to === 'isp') return `isp-${language}`;
  throw new UsageError(`--request-text: "${printable(to, 20)}" is not one of aws, isp`);
}

/** The form asks for it; without credentials it is left out. */
async function allocationOf(address: Address, words: Words): Promise<Allocation | null> {
  if ((await withoutAws()) !== null) return null;
  const { ports, close } = await openAws(readOptions(words), words.text('region'))(null);
  const found = await ports.elasticIps.find(address.text).finally(close);
  return found.ok ? found.value : null;
}
