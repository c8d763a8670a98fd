import { addressesInUrl, readUrl } from '../core/argument.ts';
import { command } from '../core/command.ts';
import { browse } from './web.ts';

export const http = command(
  {
    name: 'http',
    example: 'http:www.example.com',
    about: { en: 'status, redirects and time of a web page', ko: '웹 페이지의 상태, 리디렉션, 응답 시간' },
  },
  (text) => readUrl('http', text),
  ({ host, pathname, search }) => `${host}${pathname}${search}`,
  (url, ports) => browse(url, 'http', ports),
  addressesInUrl,
);
