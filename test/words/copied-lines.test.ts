/**
 * What a step gives to be copied (a record, a command) stands alone on its line and is never cut: in every advice there is, in every
 * language, on screens of every width and in every channel. A message that has no room for it leaves it out.
 */
import { describe, expect, it } from 'vitest';
import { actLines, copied } from '../../cli/views/steps.ts';
import { remedyIn } from '../../shared/bounce/remedies/in-language.ts';
import { type BounceRemedyId, REMEDIES } from '../../shared/bounce/remedies.ts';
import { chatForm } from '../../shared/channels/chat/form.ts';
import { snsForm } from '../../shared/channels/sns/form.ts';
import { webhookForm } from '../../shared/channels/webhook/form.ts';
import { lookupSteps } from '../../shared/lookups/remedies/render.ts';
import { LANGUAGES, type Language } from '../../shared/model/language.ts';
import type { Remedy, Step } from '../../shared/model/remedy.ts';
import { digest } from '../../shared/notices/digest.ts';
import { CATALOGUES, wordingOf } from '../../shared/notices/wording.ts';
import { stepsOf } from '../../shared/remedies/render.ts';
import { LOOKUP_REMEDY_SAMPLES } from '../lookups/remedy-samples.ts';
import { REMEDY_SAMPLES } from '../remedies/samples.ts';
import { finding } from '../support/watch.ts';

/** Of records with every term they may have, and commands that set them. */
const LONG = Array.from({ length: 300 }, (_, at) => `ip4:192.0.2.${at}`).join(' ');

/** As JSON, so that each text of the sample may be made long; `line` and `command` are what is copied. */
const lengthened = (params: object): object =>
  JSON.parse(JSON.stringify(params), (key, value: unknown) =>
    typeof value === 'string' && /^(line|includedLine|command)$/.test(key) ? `${value} ${LONG}` : value,
  ) as object;

const remediesIn = (samples: Readonly<Record<string, readonly object[]>>): readonly Remedy[] =>
  Object.entries(samples).flatMap(([id, all]) =>
    all.flatMap((params) => [params, lengthened(params)]).map((params) => ({ id, with: params }) as unknown as Remedy),
  );

const OF_CHECKS = remediesIn(REMEDY_SAMPLES);
const OF_LOOKUPS = remediesIn(LOOKUP_REMEDY_SAMPLES);

const bounceSteps = (language: Language): readonly Step[] =>
  Object.keys(REMEDIES).flatMap((id) => remedyIn(language, id as BounceRemedyId).steps);

const allSteps = (language: Language): readonly Step[] => [
  ...OF_CHECKS.flatMap((remedy) => stepsOf(remedy, CATALOGUES[language].remedies)),
  ...OF_LOOKUPS.flatMap((remedy) => lookupSteps(remedy, language)),
  ...bounceSteps(language),
];

/** A line of a zone, a value of a TXT record, and the programs that steps name. A tag in quotation marks (`"v=DMARC1;"`) is a word. */
const COPIED =
  /\bIN (TXT|A|AAAA|PTR|CNAME|MX|NS|CAA|TLSA)\b|"v=[^"]*[^";]"|\b(dig|aws|npx|postconf|openssl|curl|postwatch) [-a-z]/;

/** Where a line begins as what is copied does, it has all of it. */
function expectWhole(shown: readonly string[], steps: readonly Step[]): void {
  const lines = shown.map((line) => line.trim());
  for (const whole of steps.flatMap(copied)) {
    const begun = lines.filter((line) => line.startsWith(whole.slice(0, 24)));
    for (const line of begun.filter((one) => steps.flatMap(copied).every((other) => one !== other)))
      expect.soft(line, 'a line that is cut').toBe(whole);
  }
}

describe.each(LANGUAGES)('what steps give to be copied, in %s', (language) => {
  it('is in no sentence', () => {
    const texts = allSteps(language).map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(400);
    expect([...new Set(texts.filter((text) => COPIED.test(text)))]).toEqual([]);
  });

  it.each([20, 60, 80, 120, 200])('is whole and alone on its line on a screen of %i columns', (width) => {
    for (const step of allSteps(language)) {
      const lines = actLines([step, step], '  ', { width }).map((line) => line.trim());
      for (const one of [step.record, step.command].flatMap((text) => text?.split('\n') ?? []))
        expect(lines.filter((line) => line === one.trim())).not.toEqual([]);
    }
  });

  it.each(OF_CHECKS.map((remedy, at) => [`${'id' in remedy ? remedy.id : ''}, sample ${at}`, remedy] as const))(
    'is whole or left out in every channel, for %s',
    (_what, remedy) => {
      const wording = wordingOf({ language, zone: 'UTC' });
      const steps = stepsOf(remedy, CATALOGUES[language].remedies);
      const message = digest(
        [
          {
            id: 'id-1',
            run: 'r',
            at: '2026-11-24T12:00:00.000Z',
            transition: 'opened',
            incident: 'incident-1',
            target: '198.51.100.1',
            before: null,
            finding: { ...finding('spf.not-authorised', '198.51.100.1'), remedy },
          },
        ],
        wording,
      );
      const mail = JSON.parse(snsForm(message, wording).message) as { readonly email: string };
      const hook = JSON.parse(webhookForm(message, wording, 0).body) as { readonly text: string };
      const { content } = JSON.parse(chatForm(message, wording).message) as {
        readonly content: { readonly description: string; readonly nextSteps?: readonly string[] };
      };
      const plain = (text: string): string =>
        text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replaceAll('\u200b', '');
      for (const text of [message.text, mail.email, hook.text, plain(content.description)])
        expectWhole(text.split('\n'), steps);
      for (const next of content.nextSteps ?? []) expect(next).not.toContain('…');
      for (const one of steps.flatMap(copied)) expect(message.text).toContain(one);
    },
  );
});
