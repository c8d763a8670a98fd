import { readName } from '../core/argument.ts';
import { command } from '../core/command.ts';
import { addressesOf } from './addresses.ts';

export const aaaa = command(
  { name: 'aaaa', example: 'aaaa:www.example.com', about: 'IPv6 addresses of a name, with its aliases' },
  readName,
  (name) => name,
  (name, { resolver }) => addressesOf(name, 'AAAA', 'aaaa', resolver),
);
