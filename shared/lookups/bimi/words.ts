/** What is said of a domain's BIMI record, its logo and its certificate. */
import type { Text } from '../../model/language.ts';

/** `l`: of the logo, `a`: of the certificate. */
export type BimiFile = 'l' | 'a';

const NOUN: Readonly<Record<BimiFile, Text>> = {
  l: { en: 'logo', ko: '로고' },
  a: { en: 'certificate', ko: '인증서' },
};

export const NO_LOGO_WANTED: Text = {
  en: 'The record says that the domain has no logo.',
  ko: '로고를 쓰지 않는다고 선언한 레코드입니다.',
};

export const notAFileAddress = (tag: BimiFile, text: string): Text => ({
  en: `"${text}" is not an https address of a ${NOUN[tag].en} (${tag}=).`,
  ko: `${NOUN[tag].ko}의 https 주소가 아닙니다(${tag}=): "${text}".`,
});

/** `why`: a whole sentence. */
export const fileNotServed = (tag: BimiFile, url: string, why: Text): Text => ({
  en: `The ${NOUN[tag].en} (${tag}=) cannot be fetched from ${url}. ${why.en}`,
  ko: `${NOUN[tag].ko}(${tag}=)를 ${url}에서 가져올 수 없습니다. ${why.ko}`,
});

export const answersStatus = (status: number): Text => ({
  en: `The server answers ${status}.`,
  ko: `서버의 응답은 ${status}입니다.`,
});

export const CERTIFICATE_OF_OTHER: Text = {
  en: 'Its TLS certificate is for another name.',
  ko: 'TLS 인증서의 이름이 다릅니다.',
};

/** `why`: in the words of the TLS library. */
export const certificateUntrusted = (why: string): Text => ({
  en: `Its TLS certificate is not trusted (${why}).`,
  ko: `신뢰할 수 없는 TLS 인증서입니다(${why}).`,
});

export const logoFine = (octets: number): Text => ({
  en: `The logo is there: ${octets} octets of SVG Tiny PS.`,
  ko: `로고가 정상입니다(SVG Tiny PS, ${octets}바이트).`,
});

export const logoOfType = (type: string): Text => ({
  en: `The logo is served as "${type}" instead of image/svg+xml.`,
  ko: `로고의 콘텐츠 유형이 image/svg+xml이 아니라 "${type}"입니다.`,
});

export const logoTooLarge = (max: number): Text => ({
  en: `The logo is larger than ${max} octets.`,
  ko: `로고 파일이 ${max}바이트를 넘습니다.`,
});

export const NOT_SVG: Text = { en: 'The logo is not an SVG file.', ko: '로고가 SVG 파일이 아닙니다.' };

export const notTinyPs = (profile: string | null): Text =>
  profile === null
    ? {
        en: 'The logo is not SVG Tiny PS: its <svg> element has no baseProfile.',
        ko: '로고가 SVG Tiny PS 형식이 아닙니다. <svg> 요소에 baseProfile 속성이 없습니다.',
      }
    : {
        en: `The logo is not SVG Tiny PS: its <svg> element says baseProfile="${profile}".`,
        ko: `로고가 SVG Tiny PS 형식이 아닙니다. <svg> 요소의 속성이 baseProfile="${profile}"입니다.`,
      };

export const otherSvgVersion = (version: string | null): Text =>
  version === null
    ? {
        en: 'The <svg> element of the logo has no version. SVG Tiny PS is version="1.2".',
        ko: '로고의 <svg> 요소에 version 속성이 없습니다. SVG Tiny PS의 값은 version="1.2"입니다.',
      }
    : {
        en: `The logo says version="${version}". SVG Tiny PS is version="1.2".`,
        ko: `로고의 속성이 version="${version}"입니다. SVG Tiny PS의 값은 version="1.2"입니다.`,
      };

export const rootOffset = (attribute: string): Text => ({
  en: `The <svg> element of the logo has ${attribute}=, which SVG Tiny PS forbids there.`,
  ko: `로고의 <svg> 요소에 ${attribute}= 속성이 있습니다. SVG Tiny PS에서는 쓸 수 없습니다.`,
});

export const NO_TITLE: Text = {
  en: 'The logo has no title, which SVG Tiny PS requires.',
  ko: '로고에 제목(<title>)이 없습니다. SVG Tiny PS의 필수 요소입니다.',
};

export const FORBIDDEN_PARTS: Text = {
  en: 'The logo holds scripts, animation, other pictures or links, which SVG Tiny PS forbids.',
  ko: '로고에 스크립트, 애니메이션, 다른 그림, 링크 중 하나가 있습니다. SVG Tiny PS에서 금지합니다.',
};

export const NO_CERTIFICATE: Text = {
  en: 'The record names no certificate (a=). Gmail and Apple show no logo without one.',
  ko: '인증서(a=)가 없습니다. Gmail과 Apple은 인증서가 없으면 로고를 표시하지 않습니다.',
};

export const NOT_PEM: Text = {
  en: 'The address in a= does not serve a certificate in PEM form.',
  ko: 'a= 주소에서 받은 파일이 PEM 형식의 인증서가 아닙니다.',
};

export const markExpired = (day: string): Text => ({
  en: `The mark certificate (a=) expired on ${day}.`,
  ko: `로고 인증서(a=)가 ${day}에 만료되었습니다.`,
});

export const NOT_FOR_MARKS: Text = {
  en: 'The certificate in a= is not a mark certificate: it lacks the BIMI key usage (1.3.6.1.5.5.7.3.31).',
  ko: 'a= 인증서가 로고 인증서(mark certificate)가 아닙니다. BIMI 키 용도(1.3.6.1.5.5.7.3.31)가 없습니다.',
};

export const markOfOther = (names: string, domain: string): Text => ({
  en: `The mark certificate (a=) is for ${names}, not for ${domain}.`,
  ko: `로고 인증서(a=)에 ${domain} 도메인이 없습니다. 인증서의 이름: ${names}`,
});

export const markExpiring = (days: number, day: string): Text => ({
  en: `The mark certificate (a=) expires in ${days} ${days === 1 ? 'day' : 'days'}, on ${day}.`,
  ko: `로고 인증서(a=)가 ${days}일 뒤(${day})에 만료됩니다.`,
});

export const markFine = (domain: string, day: string, issuer: string): Text => ({
  en: `The mark certificate (a=) is for ${domain} and valid until ${day}. We do not verify its issuer (${issuer}).`,
  ko: `로고 인증서(a=)는 ${domain} 도메인의 것이며 ${day}까지 유효합니다. 발급자는 검증하지 않았습니다(${issuer}).`,
});

/** `policy`: null where there is none. */
export const policyTooMild = (policy: 'none' | null): Text =>
  policy === null
    ? {
        en: 'The domain has no DMARC policy. Receivers show no logo without quarantine or reject.',
        ko: '도메인에 DMARC 정책이 없습니다. quarantine이나 reject 정책이 없으면 로고가 표시되지 않습니다.',
      }
    : {
        en: 'The DMARC policy in force is none. Receivers show no logo without quarantine or reject.',
        ko: '적용되는 DMARC 정책이 none입니다. quarantine이나 reject 정책이 아니면 로고가 표시되지 않습니다.',
      };

export const SUBDOMAINS_OPEN: Text = {
  en: 'The DMARC record says sp=none. Receivers show no logo while subdomains can be spoofed.',
  ko: 'DMARC 레코드에 sp=none 태그가 있습니다. 하위 도메인을 사칭할 수 있으면 로고가 표시되지 않습니다.',
};

export const partOnly = (pct: string): Text => ({
  en: `The DMARC record says pct=${pct}. Receivers show a logo only if quarantine applies to all mail.`,
  ko: `DMARC 레코드에 pct=${pct} 태그가 있습니다. quarantine 정책이 모든 메일에 적용되어야 로고가 표시됩니다.`,
});
