/** `--request-text`: the letter that asks someone else for the reverse name. */
import { type Address, parseAddress } from '../../shared/model/address.ts';
import { parseDomain } from '../../shared/model/domain.ts';
import type { Language, Text } from '../../shared/model/language.ts';
import { printable } from '../../shared/model/text.ts';
import type { Allocation } from '../../shared/reverse-dns/ports.ts';
import {
  beforeSending,
  LETTERS,
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
  /** What is to be done before it is sent. */
  readonly warnings: readonly Text[];
};

const KOREAN_FORM: Text = {
  en: 'We could not confirm that AWS accepts this form in Korean. Use --language en if you are in a hurry.',
  ko: 'AWS가 한국어 신청서를 받는지 확인하지 못했습니다. 급하면 --language en 옵션으로 영어 요청서를 만드세요.',
};

/** Throws `UsageError`. */
export async function letter(
  words: Words,
  address: string,
  hostname: string | undefined,
  language: Language,
): Promise<ReadyLetter> {
  const which = letterOf(words.text('request-text') ?? '');
  const about = orThrow(parseAddress(address));
  if (hostname === undefined)
    throw new UsageError({
      en: '--request-text needs the reverse name that you want, such as mail.example.com',
      ko: '--request-text 옵션에는 등록할 호스트 이름이 필요합니다. 예: mail.example.com',
    });
  const name = orThrow(parseDomain(hostname));
  const runtime = await openRuntime(words);
  try {
    const evidence = await lookForLetter(about, name, runtime.lookupPorts.resolver);
    const allocation = which === 'aws' ? await allocationOf(about, words) : null;
    const facts: LetterFacts = { address: about, hostname: name, evidence };
    const text = requestText(which, language, allocation === null ? facts : { ...facts, elasticIp: allocation });
    const open = beforeSending(facts);
    return {
      text,
      warnings: [...(open === null ? [] : [open]), ...(which === 'aws' && language === 'ko' ? [KOREAN_FORM] : [])],
    };
  } finally {
    runtime.close();
  }
}

function letterOf(to: string): Letter {
  const letter = LETTERS.find((one) => one === to);
  if (letter !== undefined) return letter;
  throw new UsageError({
    en: `--request-text: "${printable(to, 20)}" is not one of ${LETTERS.join(', ')}`,
    ko: `--request-text: 다음 중 하나여야 합니다: ${LETTERS.join(', ')} (입력: "${printable(to, 20)}")`,
  });
}

/** The form asks for it; without credentials it is left out. */
async function allocationOf(address: Address, words: Words): Promise<Allocation | null> {
  if ((await withoutAws()) !== null) return null;
  const { ports, close } = await openAws(await readOptions(words), words.text('region'))(null);
  const found = await ports.elasticIps.find(address.text).finally(close);
  return found.ok ? found.value : null;
}
