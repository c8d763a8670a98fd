/**
 * Who holds an address in Korea (KRNIC's whois at KISA). Its answer has a Korean and an English half, each with the network
 * of the ISP that manages the range first (관리대행자) and those of the users behind it: the ISP sets reverse DNS.
 * The layout is that of answers which people have published (two, of 2017 and later); the server itself was not queried.
 */
import { printable } from '../../model/text.ts';
import type { LookupRemedy } from '../remedies/index.ts';

export const KRNIC = 'whois.kisa.or.kr';

type Half = {
  readonly isp: string;
  readonly user: string | null;
  readonly email: string | null;
  readonly phone: string | null;
};

export type Krnic = { readonly korean: Half; readonly english: Half };

const NAMES = { korean: '기관명', english: 'Organization Name' } as const;
const EMAILS = { korean: '전자우편', english: 'E-Mail' } as const;
const PHONES = { korean: '전화번호', english: 'Phone' } as const;

export function readKrnic(lines: readonly string[]): Krnic | null {
  const at = lines.findIndex((line) => /^#\s*ENGLISH/i.test(line));
  const korean = readHalf(at < 0 ? lines : lines.slice(0, at), 'korean');
  const english = readHalf(at < 0 ? lines : lines.slice(at), 'english');
  if (korean === null && english === null) return null;
  return { korean: korean ?? (english as Half), english: english ?? (korean as Half) };
}

function readHalf(lines: readonly string[], language: 'korean' | 'english'): Half | null {
  const named = lines.flatMap((line, at) => {
    const name = fieldIn(line, NAMES[language]);
    return name === null ? [] : [{ name, at }];
  });
  const [isp, ...users] = named;
  if (isp === undefined) return null;
  // Each name is followed by its own contacts: the ISP's end where the next name begins.
  const own = lines.slice(isp.at, users[0]?.at);
  const contact = (key: string): string | null =>
    own.map((line) => fieldIn(line, key)).find((one) => one !== null) ?? null;
  return {
    isp: isp.name,
    user: users.map(({ name }) => name).find((name) => name !== isp.name) ?? null,
    email: contact(EMAILS[language]),
    phone: contact(PHONES[language]),
  };
}

/** `E-Mail             : x@example.com` */
function fieldIn(line: string, key: string): string | null {
  const colon = line.indexOf(':');
  const value = colon > 0 && line.slice(0, colon).trim() === key ? printable(line.slice(colon + 1).trim(), 150) : '';
  return value === '' ? null : value;
}

/** Whom to ask for the PTR record of an address in that range. */
export function askIsp({ korean, english }: Krnic, address: string): LookupRemedy {
  const contact = [english.email, english.phone].filter((one) => one !== null).join(', ');
  return {
    id: 'registry.ask-isp',
    with: {
      isp: english.isp,
      korean: korean.isp,
      contact: contact === '' ? null : contact,
      address,
      command: letterCommand(address),
    },
  };
}

/** The command that writes the letter to the holder of the range. */
export const letterCommand = (address: string): string =>
  `npx postwatch reverse-dns ${address} mail.example.com --request-text isp`;
