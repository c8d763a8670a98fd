import type { Random } from '../model/clock.ts';

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** 16 letters and digits (80 bits): nobody has registered or listed it, and no cache has it. */
export const randomLabel = (random: Random): string =>
  Array.from({ length: 16 }, () => ALPHABET[random(ALPHABET.length)]).join('');
