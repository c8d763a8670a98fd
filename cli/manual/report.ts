import { verbatim } from '../../shared/model/language.ts';
import type { Command } from '../command.ts';
import { MEMORY_FLAGS, USAGE_EXIT } from './shared.ts';

const [, zoneFlag] = MEMORY_FLAGS;

export const reportManual: Command = {
  name: 'report',
  group: 'watch',
  summary: {
    en: 'write a report: a month for a manager, or the evidence for a ticket',
    ko: '보고서 작성: 한 달 요약이나 요청서에 붙일 증거',
  },
  about: [
    {
      en: 'Reads the state file of the watch on this machine, beside a watch that may be running. It queries nothing. Without --target: the problems of all targets, the hours on blocklists, the time to clear, and what was not covered.',
      ko: '이 컴퓨터의 상태 저장 파일을 읽으며, 감시가 실행 중일 때도 사용할 수 있습니다. DNS는 조회하지 않습니다. --target이 없으면 모든 대상의 문제, 차단 목록에 등재된 시간, 해소까지 걸린 시간, 확인하지 못한 목록을 담습니다.',
    },
    {
      en: 'With --target, an evidence bundle for a ticket: what was seen, each raw answer on one line with its SHA-256, the steps, and the last 90 days.',
      ko: '--target을 지정하면 요청서에 붙일 증거를 만듭니다. 확인 내용, 응답 원문과 SHA-256 해시, 조치, 최근 90일이 들어 있습니다.',
    },
    {
      en: 'Files are readable by you alone, and nothing is overwritten. A PDF needs Chromium or Chrome on this machine.',
      ko: '파일은 본인만 읽을 수 있으며, 이미 있는 파일은 덮어쓰지 않습니다. PDF를 만들려면 이 컴퓨터에 Chromium이나 Chrome이 있어야 합니다.',
    },
  ],
  positionals: [],
  flags: [
    {
      flag: 'target',
      value: 'address|domain',
      about: {
        en: 'Only this address or domain, with its evidence.',
        ko: '이 IP나 도메인만, 확인 내용과 함께 담습니다.',
      },
    },
    {
      flag: 'since',
      value: 'duration',
      about: {
        en: 'How far back it reaches: for example, 24h, 30d or 12w. The watch keeps 400 days.',
        ko: '보고서에 담을 기간입니다. 예: 24h, 30d, 12w. 기록은 400일 동안 저장합니다.',
      },
      default: verbatim('30d'),
    },
    {
      flag: 'html',
      value: 'file',
      isFile: true,
      about: {
        en: 'One HTML file that loads nothing, to open, print or attach.',
        ko: '외부 파일 없이 열고 인쇄하고 첨부할 수 있는 HTML 파일입니다.',
      },
    },
    { flag: 'pdf', value: 'file', isFile: true, about: { en: 'The same as PDF.', ko: '같은 내용의 PDF 파일입니다.' } },
    {
      flag: 'csv',
      value: 'file',
      isFile: true,
      about: { en: 'A row for each problem, with a heading.', ko: '문제마다 한 행인 CSV 파일입니다(제목 행 포함).' },
    },
    ...(zoneFlag === undefined ? [] : [zoneFlag]),
  ],
  exits: [
    { code: 0, when: { en: 'Done.', ko: '완료했습니다.' } },
    { code: 1, when: { en: 'Nothing is known about the target.', ko: '대상의 기록이 없습니다.' } },
    {
      code: 3,
      when: {
        en: 'The state file could not be read, or a file could not be written.',
        ko: '상태 저장 파일을 읽지 못했거나 파일을 저장하지 못했습니다.',
      },
    },
    USAGE_EXIT,
  ],
  examples: [
    {
      line: 'postwatch report --html november.html',
      does: { en: 'Write the last 30 days as one HTML file.', ko: '최근 30일을 HTML 파일로 저장합니다.' },
    },
    {
      line: 'postwatch report --target 203.0.113.25 --pdf ticket.pdf',
      does: { en: 'Write the evidence for a ticket as PDF.', ko: '요청서에 붙일 증거를 PDF로 저장합니다.' },
    },
    {
      line: 'postwatch report --since 90d --csv problems.csv',
      does: { en: 'Write the problems of 90 days as CSV.', ko: '90일 동안의 문제를 CSV로 저장합니다.' },
    },
  ],
  load: async () => (await import('../commands/report.ts')).report,
};
