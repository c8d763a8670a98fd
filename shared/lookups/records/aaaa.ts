import { readHostName } from '../core/argument.ts';
import { command } from '../core/command.ts';
import { lookupAddresses } from './addresses.ts';

export const aaaa = command(
  {
    name: 'aaaa',
    example: 'aaaa:www.example.com',
    about: { en: 'IPv6 addresses of a name, with its aliases', ko: '이름의 IPv6 주소와 별칭(CNAME)' },
  },
  readHostName,
  (name) => name,
  (name, { resolver }) => lookupAddresses(name, 'AAAA', 'aaaa', resolver),
);
