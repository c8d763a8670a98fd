/** The same as `whois`, beginning at ARIN, which refers to the registry that holds what it does not. */
import { problem } from '../../model/parsed.ts';
import { command } from '../core/command.ts';
import { ARIN } from './bootstrap.ts';
import { lookUp, readSubject, registrableAddresses, subjectText } from './registered.ts';
import { noDomainsAtArin } from './words.ts';

export const arin = command(
  {
    name: 'arin',
    example: 'arin:203.0.113.25',
    about: { en: 'the holder of an address or AS number, from ARIN', ko: 'IP나 AS 번호의 보유자(ARIN에서 조회)' },
  },
  (text) => {
    const subject = readSubject(text);
    return subject.ok && subject.value.kind === 'domain' ? problem(noDomainsAtArin) : subject;
  },
  subjectText,
  (subject, ports) => lookUp(subject, 'arin', ARIN, ports),
  registrableAddresses,
);
