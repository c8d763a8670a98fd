/**
 * Text for receivers that read mark-up: chat systems take `text` of a webhook for theirs. What DNS or a bounce says may hold
 * `<!channel>`, `@everyone` or `[invoice](http://evil.example)`; none of that may notify anyone or hide where a link leads.
 * Our own commands stay as they are, so that they can be copied: `dig @192.0.2.53`, `<domain>`, `abuse@example.com`.
 *
 * Slack: `<!here>`, `<@U1>`, `<#C1>`, `<url|label>` (docs.slack.dev/messaging/formatting-message-text). Discord, Mattermost, Teams:
 * `@everyone`, `@channel`, `@name`, Markdown links and images. Telegram, Google Chat: tags of HTML. Read on 2026-11-30.
 */

/** `<!`, `<@`, `<#`, `</`, `<https:`, `<users/`, and a tag with an attribute; not `<domain>` and not `->`. */
const TAG = /<(?=[!@#/]|[a-z][\w+.-]*[:/]|[a-z][\w-]*\s[^<>]{0,200}=|(?:script|iframe|img|svg|style)\b)/gi;
/** Names of everyone, anywhere in a text; of one, where it begins: neither in an address nor before an IP (`dig @fd00::53`). */
const MENTION =
  /@(?=(?:everyone|here|channel|all|room)(?![\w-]|\.\w))|(?<![\w.+-])@(?![\da-f]{0,4}:[\da-f:])(?=[^\W\d])/gi;
/** Between label and address: Markdown takes the two only side by side. */
const LINK = /\](?=[([])/g;

/** The same to read, and nothing to click on but what is shown. */
export const inert = (text: string): string => text.replace(TAG, '‹').replace(MENTION, '＠').replace(LINK, '] ');
