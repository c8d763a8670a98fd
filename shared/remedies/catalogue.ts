/** The parts of a language as one catalogue: a call, which a bundler drops where nobody reads its result, and a spread it does not. */
export const catalogueOf = <A extends object, B extends object, C extends object, D extends object>(
  a: A,
  b: B,
  c: C,
  d: D,
): A & B & C & D => ({ ...a, ...b, ...c, ...d });
