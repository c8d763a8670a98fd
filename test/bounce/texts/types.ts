/**
 * A refusal as somebody received it, or a reply or code as its operator publishes it, people and senders made unknown. With where it
 * stands: a page, `owner/repository` with an issue or a file, or the labelled bounces beside the checkout.
 */
export type Text = { readonly text: string; readonly source: string };

/** By the id of the rule that must win for them. */
export type Texts = Readonly<Record<string, readonly Text[]>>;
