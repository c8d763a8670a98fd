/**
 * A digest in the schema of AWS's chat applications (custom notifications of Amazon Q Developer, once AWS Chatbot), for
 * Slack and Teams: https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html. What is about one incident
 * goes into the incident's own thread. Sizes are kept below the schema's and far below what SNS takes.
 */
import { defined } from '../../model/defined.ts';
import type { Notice } from '../../model/incident.ts';
import type { Remedy } from '../../model/remedy.ts';
import { printable } from '../../model/text.ts';
import { weight } from '../../notices/about.ts';
import { type Digest, subjectsOfPart } from '../../notices/digest.ts';
import type { Wording } from '../../notices/wording.ts';
import { remedyFacts } from '../../remedies/render.ts';
import { fittingText, type Room } from '../core/fitting.ts';
import { inert } from '../core/markup.ts';
import { CHAT_LIMITS } from './limits.ts';

const TITLE = 250;
const DESCRIPTION = CHAT_LIMITS.text;
const STEPS = 5;
const STEP = 350;
const KEYWORDS = 8;
const KEYWORD = 75;

export type ChatForm = {
  /** One line of JSON. */
  readonly message: string;
  /** Ids of the notices that are in it. */
  readonly carried: readonly string[];
};

export function chatForm(digest: Digest, wording: Wording): ChatForm {
  const { text, notices } = fittingText(digest, wording, ROOM);
  const { subject } = subjectsOfPart(digest, notices, wording);
  const nextSteps = unique(notices.flatMap(({ finding }) => nextStep(finding?.remedy ?? null)));
  const keywords = unique(
    notices.flatMap((notice) => [notice.target, weight(notice), account(notice)].filter(isGiven)),
  );
  const threads = unique(notices.map(({ incident }) => incident));
  const message = JSON.stringify({
    version: '1.0',
    source: 'custom',
    content: {
      textType: 'client-markdown',
      title: inline(subject, TITLE),
      description: block(text),
      ...defined({
        nextSteps: nextSteps.length === 0 ? undefined : nextSteps.slice(0, STEPS).map(code),
        keywords: keywords.length === 0 ? undefined : keywords.slice(0, KEYWORDS).map((one) => inline(one, KEYWORD)),
      }),
    },
    metadata: {
      ...defined({ threadId: threads.length === 1 ? threads[0] : undefined }),
      summary: inline(subject, TITLE),
      eventType: 'postwatch',
    },
  });
  return { message, carried: notices.map(({ id }) => id) };
}

function nextStep(remedy: Remedy | null): readonly string[] {
  const { command, url } = remedy === null ? {} : remedyFacts(remedy);
  // A command that has no room is left out: what is cut must not be run. The text above has it, or says where it is.
  return [command, url]
    .filter(isGiven)
    .filter((one) => marked(printable(one, STEP)).length <= STEP - 2)
    .slice(0, 1);
}

const account = ({ elasticIp }: Notice): string | undefined => elasticIp?.account;
const isGiven = (text: string | undefined): text is string => text !== undefined && text !== '';
const unique = (all: readonly string[]): readonly string[] => [...new Set(all)];

/** Slack reads `<!channel>` and `<url|text>` even within code, so these three never go out as they are. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** It neither ends the code around it nor mentions a person. */
const marked = (text: string): string => escaped(inert(text).replaceAll('`', "'"));

const inline = (text: string, most: number): string => fitting(printable(text, most), most);

/** Code keeps its columns and is not marked up; it cannot be ended from within. */
const code = (text: string): string => `\`${inline(text, STEP - 2)}\``;
const block = (text: string): string => `\`\`\`\n${fitting(text.trimEnd(), DESCRIPTION)}\n\`\`\``;

/** There is no machine form beside the text. */
const ROOM: Room = {
  text: DESCRIPTION,
  all: Number.POSITIVE_INFINITY,
  spare: DESCRIPTION / 3,
  size: (text) => marked(text).length,
  noticeSize: null,
};

/** Escaped, and cut where it is too long, never within an escape or a character. */
function fitting(text: string, most: number): string {
  const whole = marked(text);
  if (whole.length <= most) return whole;
  return `${whole.slice(0, most - 1).replace(/&[a-z]{0,3}$|[\ud800-\udbff]$/, '')}…`;
}
