/** What DNS says, in a text that a chat system reads as mark-up: nobody is called, and no link hides where it leads. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inert } from '../../shared/channels/core/markup.ts';
import { webhookForm } from '../../shared/channels/webhook/form.ts';
import { digest } from '../../shared/notices/digest.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { runs } from '../support/thorough.ts';
import { finding } from '../support/watch.ts';

const HOSTILE = [
  '<!channel>',
  '<!here|here>',
  '<!subteam^S1>',
  '<@U123>',
  '<#C123>',
  '<https://evil.example|your invoice>',
  '<mailto:a@evil.example|write>',
  '<users/all>',
  '<a href="https://evil.example">x</a>',
  '<img src=https://evil.example/x>',
  '@everyone',
  'mail@everyone now',
  '@here:',
  '@channel!',
  '@all',
  '@room',
  '@admin',
  '[your invoice](http://evil.example)',
  '![x](http://evil.example/pixel)',
  '[x][y]',
];

/** As Slack, Discord, Mattermost, Teams, Telegram and Google Chat find them. */
const CALLS =
  /<[!@#]|<[a-z]+:|<users\/|<\/?[a-z]+(\s[^>]*=|>$)|@(everyone|here|channel|all|room)\b(?!-)|(^|\s)@[a-z]{2,}(?!:)|\]\(|\]\[/i;

describe('markup from outside loses its effect in chat', () => {
  it.each(HOSTILE)('%s', (text) => {
    expect(text).toMatch(CALLS);
    expect(inert(text)).not.toMatch(CALLS);
    // It still reads as it did.
    expect([...inert(text)].length - [...text].length).toBeLessThanOrEqual(1);
  });

  it.each([
    'dig @192.0.2.53 -p 5353 25.113.0.203.bl.example A',
    'dig @fd00::53 example.com TXT',
    'dig @2001:db8::53 example.com TXT',
    '198.51.100.1 A -> 127.0.0.2',
    'aws ec2 create-tags --resources <allocation id> --tags Key=postwatch:domains,Value=<domain>',
    'npx postwatch history <address>',
    'postmaster@example.com, abuse@all-hosts.example, noc@channel.example',
    '[Postwatch] [발생] 203.0.113.25: 차단 목록 등재',
    'https://bl.example/removal (advice checked 2026-11-24)',
  ])('but our own text stays as it is: %s', (text) => {
    expect(inert(text)).toBe(text);
  });

  it('and is in no text of a webhook, wherever it was', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...HOSTILE, 'word', '\n'), { minLength: 1, maxLength: 12 }), (parts) => {
        const said = parts.join(' ');
        const seen = { ...finding('ptr.missing', 'x'), summary: said, remedy: { text: said, command: `npx ${said}` } };
        const notice = {
          id: '1',
          run: 'r',
          at: '2026-11-24T12:00:00.000Z',
          transition: 'opened' as const,
          incident: 'abc',
          target: said,
          name: said,
          finding: seen,
          before: null,
        };
        const { subject, text } = JSON.parse(webhookForm(digest([notice], ENGLISH), ENGLISH, 0).body);
        for (const shown of [subject, text])
          expect(shown).not.toMatch(/<[!@#]|<[a-z]+:|<users\/|@(everyone|here|channel|all|room)\b(?!-)|\]\(|\]\[/i);
      }),
      { numRuns: runs(100) },
    );
  });
});
