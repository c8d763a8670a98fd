/**
 * A refusal as somebody received it or its operator publishes it, people and senders made unknown; or, where no such text has
 * been found, the code or the words alone that a table names. With where it stands: a page, `owner/repository` with an issue or
 * a file, or the labelled bounces beside the checkout.
 */
export type Text =
  | { readonly text: string; readonly source: string }
  | { readonly words: string; readonly source: string };

/** By the id of the rule that must win for them. */
export type Texts = Readonly<Record<string, readonly Text[]>>;
