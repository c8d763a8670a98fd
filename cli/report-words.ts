/** What `postwatch report` says on the screen. */
import type { Text } from '../shared/model/language.ts';

export const NO_REPORT_FORM: Text = {
  en: 'give one or more of --html <file>, --pdf <file>, --csv <file> and --json',
  ko: '--html <파일>, --pdf <파일>, --csv <파일>, --json 중에서 하나 이상 지정하세요',
};

export const reportWritten = (file: string): Text => ({
  en: `written, for you alone to read: ${file}`,
  ko: `파일을 저장했습니다(본인만 읽을 수 있음): ${file}`,
});

export const reportExists = (file: string): Text => ({
  en: `${file} is there already, and a report overwrites nothing: remove it or give another name`,
  ko: `${file} 파일이 이미 있습니다. 덮어쓰지 않으니 파일을 지우거나 다른 이름을 지정하세요.`,
});

export const reportNotWritten = (file: string, why: string): Text => ({
  en: `${file} could not be written (${why})`,
  ko: `${file} 파일을 저장하지 못했습니다(${why}).`,
});

export const NO_CHROMIUM_FOR_PDF: Text = {
  en: 'a PDF needs Chromium or Chrome on this machine, and none is in PATH: write --html and print it from your browser',
  ko: 'PDF를 만들려면 이 컴퓨터에 Chromium이나 Chrome이 필요한데 PATH에 없습니다. --html로 저장한 뒤 브라우저에서 인쇄하세요.',
};

export const pdfFailed = (detail: string): Text => ({
  en: `the browser could not print the PDF (${detail}): write --html and print it from there`,
  ko: `브라우저가 PDF를 만들지 못했습니다(${detail}). --html로 저장한 뒤 브라우저에서 인쇄하세요.`,
});

export const nothingOnTarget = (target: string): Text => ({
  en: `nothing is known about ${target}`,
  ko: `${target}: 기록이 없음`,
});
