import { addressesInUrl, readUrl } from '../core/argument.ts';
import { command } from '../core/command.ts';
import { browse } from './web.ts';

export const http = command(
  { name: 'http', example: 'http:www.example.com', about: 'status, redirects and time of a web page' },
  (text) => readUrl('http', text),
  ({ host, pathname, search }) => `${host}${pathname}${search}`,
  (url, ports) => browse(url, 'http', ports),
  addressesInUrl,
);
