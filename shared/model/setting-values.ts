/** Values that settings are made of. */
import * as v from 'valibot';

export const textUpTo = (most: number) => v.pipe(v.string(), v.maxLength(most));

export const wholeFrom = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

export const EmailSetting = v.pipe(textUpTo(320), v.email('expected a mail address'));
