import { command } from '../core/command.ts';
import { lookUp, readSubject, registrableAddresses, subjectText } from './registered.ts';

export const whois = command(
  {
    name: 'whois',
    example: 'whois:203.0.113.25',
    about: 'who holds an address, AS number or domain (RDAP, else whois)',
  },
  readSubject,
  subjectText,
  (subject, ports) => lookUp(subject, 'whois', null, ports),
  registrableAddresses,
);
