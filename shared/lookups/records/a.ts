import { readHostName } from '../core/argument.ts';
import { command } from '../core/command.ts';
import { lookupAddresses } from './addresses.ts';

export const a = command(
  {
    name: 'a',
    example: 'a:www.example.com',
    about: {
      en: 'IPv4 addresses of a name, with its aliases and their TTL',
      ko: '이름의 IPv4 주소와 별칭(CNAME), TTL',
    },
  },
  readHostName,
  (name) => name,
  (name, { resolver }) => lookupAddresses(name, 'A', 'a', resolver),
);
