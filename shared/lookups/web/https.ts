import { addressesInUrl, readUrl } from '../core/argument.ts';
import { command } from '../core/command.ts';
import { browse } from './web.ts';

export const https = command(
  {
    name: 'https',
    example: 'https:www.example.com',
    about: {
      en: 'status, redirects and time of a web page over TLS, with certificate and HSTS',
      ko: 'TLS 웹 페이지의 상태, 리디렉션, 응답 시간, 인증서, HSTS',
    },
  },
  (text) => readUrl('https', text),
  ({ host, pathname, search }) => `${host}${pathname}${search}`,
  (url, ports) => browse(url, 'https', ports),
  addressesInUrl,
);
