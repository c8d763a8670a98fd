import { addressesOf } from './parts/addresses.ts';
import { readName } from './parts/argument.ts';
import { command } from './parts/command.ts';

export const aaaa = command(
  { name: 'aaaa', example: 'aaaa:www.example.com', about: 'IPv6 addresses of a name, with its aliases' },
  readName,
  (name) => name,
  (name, { resolver }) => addressesOf(name, 'AAAA', 'aaaa', resolver),
);
