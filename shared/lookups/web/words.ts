/** What a lookup says about web pages and the way to them. */
import type { Text } from '../../model/language.ts';

export const webAnswers = (url: string, status: number, ms: number): Text => ({
  en: `${url} answers ${status} after ${ms} ms.`,
  ko: `${url}에서 ${ms} ms 만에 ${status} 응답을 받았습니다.`,
});

export const webAnswersSlowly = (seconds: string): Text => ({
  en: `The answer took ${seconds} s.`,
  ko: `응답에 ${seconds}초가 걸렸습니다.`,
});

export const downgraded = (url: string): Text => ({
  en: `It redirects from https back to ${url}, unencrypted.`,
  ko: `https에서 암호화되지 않은 ${url} 주소로 되돌립니다.`,
});

export const staysUnencrypted = (url: string): Text => ({
  en: `${url} stays unencrypted: it does not redirect to https.`,
  ko: `${url} 주소에서 https로 이동하지 않아 암호화되지 않습니다.`,
});

export const hstsFor = (days: number): Text => ({
  en: `HSTS is on for ${days} days.`,
  ko: `HSTS가 ${days}일 동안 유지됩니다.`,
});

export const noHsts: Text = {
  en: 'There is no HSTS, so a first visit over http can be intercepted.',
  ko: 'HSTS가 없어 http로 처음 접속할 때 통신이 가로채일 수 있습니다.',
};

export const shortHsts = (seconds: number): Text => ({
  en: `HSTS lasts only ${seconds} s.`,
  ko: `HSTS 유지 시간이 ${seconds}초밖에 되지 않습니다.`,
});

export const stillRedirects = (hops: number): Text => ({
  en: `It still redirects after ${hops} hops.`,
  ko: `${hops}번 이동한 뒤에도 다시 다른 주소로 이동합니다.`,
});

export const toNoAddress = (location: string): Text => ({
  en: `It redirects to "${location}", which is not a valid address.`,
  ko: `올바르지 않은 주소로 이동합니다: "${location}"`,
});

export const toNoWebAddress = (location: string): Text => ({
  en: `It redirects to "${location}", which is not a web address.`,
  ko: `웹 주소가 아닌 곳으로 이동합니다: "${location}"`,
});

export const toRefused = (location: string, why: Text): Text => ({
  en: `It redirects to "${location}", which lookups do not follow. ${why.en}`,
  ko: `조회할 수 없는 주소로 이동합니다: "${location}". ${why.ko}`,
});

export const noRouteTo = (host: string, why: Text): Text => ({
  en: `There is no route from here to ${host}: ${why.en}.`,
  ko: `여기에서 ${host}까지 가는 경로가 없습니다: ${why.ko}`,
});

export const notFetched = (why: Text): Text => ({
  en: `Nothing was fetched. ${why.en}`,
  ko: `가져오지 않았습니다. ${why.ko}`,
});
