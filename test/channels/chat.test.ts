import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatForm } from '../../shared/channels/chat/form.ts';
import type { Notice } from '../../shared/model/incident.ts';
import { digest } from '../../shared/notices/digest.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { runs } from '../support/thorough.ts';
import { finding } from '../support/watch.ts';

const notice = (n: number, more: Partial<Notice> = {}): Notice => ({
  id: `id-${n}`,
  run: 'r',
  at: '2026-11-24T12:00:00.000Z',
  transition: 'opened',
  incident: `incident-${n}`,
  target: `198.51.100.${n}`,
  before: null,
  finding: { ...finding('ptr.missing', `198.51.100.${n}`), remedy: { text: 'Set it.', command: `aws set ${n}` } },
  elasticIp: { account: '123456789012', region: 'eu-west-1' },
  ...more,
});

const of = (...notices: readonly Notice[]) => JSON.parse(chatForm(digest(notices, ENGLISH), ENGLISH).message);

describe('the message of AWS chat', () => {
  it('has the schema of a custom notification, in the thread of its incident', () => {
    const form = of(notice(1));
    expect(form).toEqual({
      version: '1.0',
      source: 'custom',
      content: {
        textType: 'client-markdown',
        title: '[Postwatch] CRITICAL 198.51.100.1 (eu-west-1): no reverse DNS',
        description: expect.stringMatching(/^```\nCRITICAL {2}198\.51\.100\.1[\s\S]*\n```$/),
        nextSteps: ['`aws set 1`'],
        keywords: ['198.51.100.1', 'critical', '123456789012'],
      },
      metadata: {
        threadId: 'incident-1',
        summary: '[Postwatch] CRITICAL 198.51.100.1 (eu-west-1): no reverse DNS',
        eventType: 'postwatch',
      },
    });
  });

  it('of several incidents belongs to no thread, and of one to its own, whatever its transition', () => {
    expect(of(notice(1), notice(2)).metadata).not.toHaveProperty('threadId');
    expect(of(notice(1), notice(1, { id: 'x', transition: 'worsened' })).metadata.threadId).toBe('incident-1');
  });

  it('of a digest without notices has no next steps and no keywords', () => {
    const { content } = JSON.parse(chatForm({ subject: 'S', text: 'T\n', notices: [] }, ENGLISH).message);
    expect(content).toEqual({ textType: 'client-markdown', title: 'S', description: '```\nT\n```' });
  });

  it('stays within its sizes, and mentions no one and ends no code block by its content', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2000 }),
      fc.constantFrom(
        '<!channel>',
        '```\n<@U123> *bold*',
        '<https://evil.example|ok>',
        '&'.repeat(3000),
        '한'.repeat(3000),
      ),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), (texts) => {
        const hostile = texts.map((one, n) =>
          notice(n, { finding: { ...finding('ptr.missing', one), summary: one, remedy: { text: one, command: one } } }),
        );
        const { content } = JSON.parse(chatForm(digest(hostile, ENGLISH), ENGLISH).message);
        expect(content.title.length).toBeLessThanOrEqual(250);
        expect(content.description.length).toBeLessThan(8000);
        expect(content.description.slice(3, -3)).not.toContain('`');
        for (const step of content.nextSteps ?? []) expect(step).toMatch(/^`[^`\n]{0,348}`$/);
        expect(JSON.stringify(content)).not.toMatch(/[<>]|[^\\]\\ud[89a-f]/);
        expect(content.description).not.toMatch(/&(?!(amp|lt|gt);)/);
      }),
      { numRuns: runs(40) },
    );
  });
});
