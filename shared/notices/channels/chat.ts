/**
 * A digest in the schema of AWS's chat applications (custom notifications of Amazon Q Developer, once AWS Chatbot), for
 * Slack and Teams: https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html. What is about one incident
 * goes into the incident's own thread. Sizes are kept below the schema's and far below what SNS takes.
 */
import type { Notice } from '../../model/incident.ts';
import { printable } from '../../model/text.ts';
import type { Digest } from '../digest.ts';
import { weight } from '../section.ts';

const TITLE = 250;
const DESCRIPTION = 7500;
const STEPS = 5;
const STEP = 350;
const KEYWORDS = 8;
const KEYWORD = 75;

/** One line of JSON. */
export function chatForm({ subject, text, notices }: Digest): string {
  const nextSteps = unique(notices.flatMap(({ finding }) => finding?.remedy?.command ?? finding?.remedy?.url ?? []));
  const keywords = unique(
    notices.flatMap((notice) => [notice.target, weight(notice), account(notice)].filter(isGiven)),
  );
  const threads = unique(notices.map(({ incident }) => incident));
  return JSON.stringify({
    version: '1.0',
    source: 'custom',
    content: {
      textType: 'client-markdown',
      title: inline(subject, TITLE),
      description: block(text),
      ...(nextSteps.length === 0 ? {} : { nextSteps: nextSteps.slice(0, STEPS).map(code) }),
      ...(keywords.length === 0 ? {} : { keywords: keywords.slice(0, KEYWORDS).map((one) => inline(one, KEYWORD)) }),
    },
    metadata: {
      ...(threads.length === 1 ? { threadId: threads[0] } : {}),
      summary: inline(subject, TITLE),
      eventType: 'postwatch',
    },
  });
}

const account = ({ elasticIp }: Notice): string | undefined => elasticIp?.account;
const isGiven = (text: string | undefined): text is string => text !== undefined && text !== '';
const unique = (all: readonly string[]): readonly string[] => [...new Set(all)];

/** Slack reads `<!channel>` and `<url|text>` even within code, so these three never go out as they are. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const inline = (text: string, most: number): string => fitting(printable(text, most), most);

/** Code keeps its columns and is not marked up; it cannot be ended from within. */
const code = (text: string): string => `\`${inline(text, STEP - 2)}\``;
const block = (text: string): string => `\`\`\`\n${fitting(text.trimEnd(), DESCRIPTION)}\n\`\`\``;

/** Escaped, and cut where it is too long, never within an escape or a character. */
function fitting(text: string, most: number): string {
  const whole = escaped(text.replaceAll('`', "'"));
  if (whole.length <= most) return whole;
  return `${whole.slice(0, most - 1).replace(/&[a-z]{0,3}$|[\ud800-\udbff]$/, '')}…`;
}
