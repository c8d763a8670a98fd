/**
 * The languages that Postwatch writes in. What a person reads is made as one text for each of them where its facts are known,
 * and one of them is chosen where it is shown. A language that is added here does not compile until every text has it.
 */
export const LANGUAGES = ['en', 'ko'] as const;

export type Language = (typeof LANGUAGES)[number];

/** One text in every language. */
export type Text = Readonly<Record<Language, string>>;

export const isLanguage = (text: string): text is Language => LANGUAGES.some((one) => one === text);

/** What is the same in every language: a name, a record, what a server answered. */
export const verbatim = (text: string): Text => ({ en: text, ko: text });

/** One text in every language, made in the same way for each. */
export const inEach = (make: (language: Language) => string): Text => ({ en: make('en'), ko: make('ko') });

/** Every language but English, which is beside it as a plain string: so it is kept and published since the first version. */
export type Translated = Readonly<Record<Exclude<Language, 'en'>, string>>;

export const translatedOf = ({ ko }: Text): Translated => ({ ko });

/** Every language's text after the same change, such as a bound on its length. */
export const eachText = (text: Text, change: (text: string) => string): Text =>
  inEach((language) => change(text[language]));

/** Several texts one behind the other: sentences with a space, items of a list with a comma. */
export const joinedTexts = (texts: readonly Text[], between: string): Text =>
  inEach((language) => texts.map((text) => text[language]).join(between));

/** What is said of a part, with the part's name before it. */
export const within = (part: string, text: Text): Text => eachText(text, (one) => `${part}: ${one}`);
