import { command } from '../core/command.ts';
import { lookUp, readSubject, registrableAddresses, subjectText } from './registered.ts';

export const whois = command(
  {
    name: 'whois',
    example: 'whois:203.0.113.25',
    about: {
      en: 'the holder of an address, AS number or domain (RDAP, else whois)',
      ko: 'IP, AS 번호, 도메인의 보유자(RDAP, 안 되면 whois)',
    },
  },
  readSubject,
  subjectText,
  (subject, ports) => lookUp(subject, 'whois', null, ports),
  registrableAddresses,
);
