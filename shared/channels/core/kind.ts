/**
 * What a channel says of itself: its entries in the settings, its limits, where it works and how it sends. Everything that
 * has to do with all channels (settings, `init`, help, the functions' environment, rights and secrets on AWS) goes over the table of
 * them and asks this. How a message looks lies in a file beside, loaded when there is one to send.
 */
import type { Clock } from '../../model/clock.ts';
import type { Text } from '../../model/language.ts';
import type { Parsed } from '../../model/parsed.ts';
import type { FieldsOutput, SettingFields } from '../../model/setting.ts';
import type { Wording } from '../../notices/wording.ts';
import type { Channel, Delivery } from './channel.ts';

export type ChannelKind<N extends SettingFields = SettingFields, A extends SettingFields = SettingFields> = {
  /** Under which its notices wait, and by which it is named in outcomes. */
  readonly id: string;
  /** Entries of `notices` and of `aws`; each says whether it is deployed, and a secret one where it is kept. */
  readonly settings: { readonly notices: N; readonly aws: A };
  /** What `init` asks for, by the setting that the answer becomes. */
  readonly questions: Readonly<Partial<Record<(keyof N | keyof A) & string, Text>>>;
  /** What each setting means, for the settings reference, the editor and `settings check`. */
  readonly meanings: Readonly<Record<(keyof N | keyof A) & string, Text>>;
  /** `markup`: what is in it may be read as marks by the receiver. */
  readonly form: 'text' | 'json' | 'markup';
  readonly limits: ChannelLimits;
  /** On this machine; null: not there. */
  readonly here: ChannelHere<N> | null;
  /** In a deployment; null: not there. */
  readonly aws: ChannelByTopic<N, A> | ChannelByHttp<N, A> | null;
};

/** Of one message; what has no room goes out in the next. */
export type ChannelLimits = {
  /** Of the text and of the whole message, in `unit`; null: none. */
  readonly text: number | null;
  readonly all: number | null;
  readonly unit: 'octets' | 'characters';
};

/** Settings of a channel as they are known where it is opened. */
export type OwnSettings<N extends SettingFields> = Partial<FieldsOutput<N>>;

export type ChannelOpening<N extends SettingFields> = {
  readonly wording: Wording;
  /** Asked for when something is to be reported: on AWS a secret is read then. */
  readonly settings: () => Promise<Parsed<OwnSettings<N>>>;
  /** Someone waits for the outcome: one try. */
  readonly once: boolean;
};

// Methods, so that kinds with settings of their own fit in one table.
type ChannelHere<N extends SettingFields> = {
  /** As help calls it. */
  readonly name: string;
  isOn(own: FieldsOutput<N>): boolean;
  open(opening: ChannelOpening<N>, ports: HttpPorts & ConsolePorts): Channel;
};

type OnAws<N extends SettingFields, A extends SettingFields> = {
  /** As help calls it. */
  readonly name: string;
  /** By which a function knows of it: the ARN of its topic, or the settings that ship as JSON, or "yes" where it has none. */
  readonly variable: string;
  isOn(own: FieldsOutput<N> & FieldsOutput<A>): boolean;
};

/** An SNS topic, made for it. */
export type ChannelByTopic<N extends SettingFields = SettingFields, A extends SettingFields = SettingFields> = OnAws<
  N,
  A
> & {
  readonly topic: {
    /** Names the construct: never to be changed, since the topic and its subscribers would go. */
    readonly construct: string;
    readonly displayName: string;
    /** Of the stack, and what a person is to do with it. */
    readonly output: string;
    readonly about: string;
  };
  open(wording: Wording, topic: TopicPort): Channel;
};

/** An address that is posted to. */
export type ChannelByHttp<N extends SettingFields = SettingFields, A extends SettingFields = SettingFields> = OnAws<
  N,
  A
> & {
  readonly topic?: never;
  open(opening: ChannelOpening<N>, ports: HttpPorts): Channel;
};

export type HttpPorts = { readonly clock: Clock; readonly post: Post };

/** One POST, redirects not followed. That it failed is a value, in words that do not hold the address. */
export type Post = (url: string, request: PostRequest) => Promise<Posted>;

export type PostRequest = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long the answer is waited for. */
  readonly ms: number;
};

export type Posted =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter: string | null }
  | { readonly kind: 'failed'; readonly why: Text };

export type TopicMessage = {
  readonly subject?: string;
  readonly message: string;
  /** `json`: `message` has a part for each protocol. */
  readonly structure?: 'json';
  /** Each a `String.Array`. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
};

export type TopicPort = {
  /** The account that it lies in. */
  readonly account: string;
  readonly publish: (message: TopicMessage) => Promise<Delivery>;
};

export type ConsolePorts = {
  readonly print: (line: string) => void;
  /** Waits until it is written. */
  readonly flushed: () => Promise<void>;
};

/** As the table wants it, with the types of its own settings. */
export const channelKind = <const N extends SettingFields, const A extends SettingFields>(
  kind: ChannelKind<N, A>,
): ChannelKind<N, A> => kind;
