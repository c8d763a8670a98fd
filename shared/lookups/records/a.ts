import { readName } from '../core/argument.ts';
import { command } from '../core/command.ts';
import { addressesOf } from './addresses.ts';

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
