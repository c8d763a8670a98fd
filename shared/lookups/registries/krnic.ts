/**
 * Who holds an address in Korea (KRNIC's whois at KISA). Its answer has a Korean and an English half, each with the network
 * of the ISP that manages the range first (관리대행자) and those of the users behind it: reverse DNS is asked of the ISP.
 * The layout is that of answers which people have published (two, of 2017 and later); the server itself was not asked.
 */
import type { Remedy } from '../../model/remedy.ts';
import { printable } from '../../model/text.ts';

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
  // A network of its own mailbox stands behind each name: the ISP's ends where the next begins.
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

export function askIsp({ korean, english }: Krnic, address: string): Remedy {
  const contact = [english.email, english.phone].filter((one) => one !== null).join(', ');
  const at = contact === '' ? '' : ` (${contact})`;
  return {
    text:
      `The reverse record (PTR) of ${address} is set by the ISP that manages the range: ask ${english.isp}${at}: "Please set the PTR record of ${address} to mail.example.com." ` +
      `이 주소의 역방향 DNS(PTR) 레코드는 IP주소 관리대행자인 ${korean.isp}${at}에 요청하십시오: "${address}의 PTR 레코드를 mail.example.com으로 등록해 주십시오."`,
  };
}
