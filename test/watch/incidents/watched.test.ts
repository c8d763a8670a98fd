/** The role, names and tags of an address, as its state keeps them and `GET /addresses` shows them. */
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../shared/model/finding.ts';
import type { Observation } from '../../../shared/watch/incidents/state.ts';
import { watchedNow } from '../../../shared/watch/incidents/watched.ts';
import { finding, sender } from '../../support/watch.ts';

const IP = '203.0.113.1';
const AT = '2026-12-01T00:00:00.000Z';
const LATER = '2026-12-01T01:00:00.000Z';

const ptr = (answers: readonly string[]): Evidence => ({
  question: '1.113.0.203.in-addr.arpa',
  type: 'PTR',
  resolver: '192.0.2.53',
  rcode: answers.length === 0 ? 'NXDOMAIN' : 'NOERROR',
  answers,
  ttl: 300,
  at: AT,
  rttMs: 1,
});

const seen = (kind: Observation['kind'], evidence: readonly Evidence[]): Observation => {
  const one = { ...finding('ptr.confirmed', IP), evidence };
  return kind === 'problem' ? { kind, finding: one, partial: false } : { kind, finding: one };
};

describe('what is known of a watched address', () => {
  const tagged = { ...sender(IP, ['example.com']), helo: 'mail.example.com', tags: { Name: 'mail-1' } };
  const first = watchedNow(undefined, tagged, seen('sound', [ptr(['b.example.com', 'a.example.com'])]), AT);

  it('is its role, its names and its tags', () => {
    expect(first).toEqual({
      role: 'sender',
      since: AT,
      domains: ['example.com'],
      helo: 'mail.example.com',
      reverseNames: ['a.example.com', 'b.example.com'],
      tags: { Name: 'mail-1' },
    });
  });

  it.each<[string, Observation | undefined]>([
    ['a server answers in another order', seen('sound', [ptr(['a.example.com', 'b.example.com'])])],
    ['no answer comes', seen('unknown', [ptr([])])],
    ['reverse DNS was not looked up', undefined],
    ['what was seen has no evidence', seen('problem', [])],
  ])('is the same object while %s', (_name, observation) => {
    expect(watchedNow(first, tagged, observation, LATER)).toBe(first);
  });

  it('has no reverse name any more once DNS says so', () => {
    expect(watchedNow(first, tagged, seen('problem', [ptr([])]), LATER)).not.toHaveProperty('reverseNames');
  });

  it('loses its tags with them, and keeps nothing of a target that is no address', () => {
    expect(watchedNow(first, sender(IP, ['example.com']), undefined, LATER)).not.toHaveProperty('tags');
    expect(watchedNow(first, undefined, undefined, LATER)).toBe(first);
  });

  it('is bounded, and holds nothing that a terminal would obey', () => {
    const many = Array.from({ length: 40 }, (_, n) => `${'x'.repeat(300)}\u001b[31m${n}`);
    const names = watchedNow(undefined, tagged, seen('sound', [ptr(many)]), AT)?.reverseNames ?? [];
    expect(names).toHaveLength(5);
    expect(names.every((name) => name.length <= 255 && !name.includes('\u001b'))).toBe(true);
  });
});
