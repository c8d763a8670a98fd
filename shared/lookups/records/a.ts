import { readHostName } from '../core/argument.ts';
import { command } from '../core/command.ts';
import { lookupAddresses } from './addresses.ts';

export const a = command(
  {
    name: 'a',
    example: 'a:www.example.com',
    about: 'IPv4 addresses of a name, with its aliases and their time to live',
  },
  readHostName,
  (name) => name,
  (name, { resolver }) => lookupAddresses(name, 'A', 'a', resolver),
);
