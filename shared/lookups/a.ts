import { addressesOf } from './parts/addresses.ts';
import { readName } from './parts/argument.ts';
import { command } from './parts/command.ts';

export const a = command(
  {
    name: 'a',
    example: 'a:www.example.com',
    about: 'IPv4 addresses of a name, with its aliases and their time to live',
  },
  readName,
  (name) => name,
  (name, { resolver }) => addressesOf(name, 'A', 'a', resolver),
);
