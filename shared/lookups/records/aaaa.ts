import { readHostName } from '../core/argument.ts';
import { command } from '../core/command.ts';
import { lookupAddresses } from './addresses.ts';

export const aaaa = command(
  { name: 'aaaa', example: 'aaaa:www.example.com', about: 'IPv6 addresses of a name, with its aliases' },
  readHostName,
  (name) => name,
  (name, { resolver }) => lookupAddresses(name, 'AAAA', 'aaaa', resolver),
);
