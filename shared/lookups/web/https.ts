import { addressesInUrl, readUrl } from '../core/argument.ts';
import { command } from '../core/command.ts';
import { browse } from './web.ts';

export const https = command(
  { name: 'https', example: 'https:www.example.com', about: 'the same over TLS: certificate and HSTS too' },
  (text) => readUrl('https', text),
  ({ host, pathname, search }) => `${host}${pathname}${search}`,
  (url, ports) => browse(url, 'https', ports),
  addressesInUrl,
);
