/** JSON that people write, and what is wrong with it. */
import { type JsonFaultKind, jsonFault, jsonPlaceOf, lineAndColumn } from './json-places.ts';
import { type Text, within } from './language.ts';
import { type JsonPath, type Parsed, problem } from './parsed.ts';

/**
 * Read as JSON and then by `parse`. What is wrong is said with the file's name, the line and the column. The text around a fault is
 * never shown: it may be a key.
 */
export function readJsonText<T>(file: string, text: string, parse: (json: unknown) => Parsed<T>): Parsed<T> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const fault = jsonFault(text);
    return fault === null
      ? problem(within(file, NOT_JSON.value))
      : problem(within(jsonPlaceText(file, text, fault.at), NOT_JSON[fault.kind]));
  }
  const result = parse(json);
  return result.ok ? result : problem(within(jsonPlaceText(file, text, offsetOf(text, result.at)), result.problem));
}

/** `postwatch.json:12:5`, or the name alone where no place is known. */
export function jsonPlaceText(file: string, text: string, offset: number | null): string {
  if (offset === null) return file;
  const { line, column } = lineAndColumn(text, offset);
  return `${file}:${line}:${column}`;
}

/** Of the entry's name, or of the value where it has none; of the nearest one around it where it is not there. */
export function offsetOf(text: string, path: JsonPath | undefined): number | null {
  const place = path === undefined ? null : jsonPlaceOf(text, path);
  return place === null ? null : (place.key ?? place.value);
}

const notJson = (en: string, ko: string): Text => ({
  en: `not JSON: ${en}`,
  ko: `JSON 형식이 잘못되었습니다. ${ko}`,
});

const NOT_JSON: Readonly<Record<JsonFaultKind, Text>> = {
  value: notJson('expected a value here', '이 자리에 값이 필요합니다.'),
  key: notJson('expected a name in double quotes here', '이 자리에 큰따옴표로 묶은 이름이 필요합니다.'),
  colon: notJson('expected a colon here, after the name', '이름 뒤의 이 자리에 콜론(:)이 필요합니다.'),
  'comma-or-brace': notJson('expected a comma or } here', '이 자리에 쉼표나 } 기호가 필요합니다.'),
  'comma-or-bracket': notJson('expected a comma or ] here', '이 자리에 쉼표나 ] 기호가 필요합니다.'),
  end: notJson('expected nothing more after the end', '끝난 뒤에 다른 글자가 더 있습니다.'),
  quote: notJson('the closing double quote is missing', '닫는 큰따옴표가 없습니다.'),
  escape: notJson(
    'this backslash is not an escape; write \\\\ for one',
    '잘못된 역슬래시입니다. 역슬래시 하나는 \\\\로 쓰세요.',
  ),
  control: notJson(
    'line breaks and control characters cannot be in text; write \\n',
    '문자열 안에 줄바꿈이나 제어 문자를 그대로 둘 수 없습니다. 줄바꿈은 \\n으로 쓰세요.',
  ),
  comment: notJson('it has no comments', 'JSON에는 주석을 쓸 수 없습니다.'),
};
