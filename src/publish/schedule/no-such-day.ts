const MONTHS: readonly RegExp[] = [
  /^(?:янв|jan)/,
  /^(?:фев|feb)/,
  /^(?:мар|mar)/,
  /^(?:апр|apr)/,
  /^(?:ма[йя]|may)/,
  /^(?:июн|jun)/,
  /^(?:июл|jul)/,
  /^(?:авг|aug)/,
  /^(?:сен|sep)/,
  /^(?:окт|oct)/,
  /^(?:ноя|nov)/,
  /^(?:дек|dec)/,
];
/** Any leap year. */
const LEAP = 2028;

/** Whether a text names a day that no month has, or not that year: "31.11", "30 февраля", "Feb 29, 2027". */
export function namesNoDay(text: string): boolean {
  const plain = text.toLowerCase();
  const iso = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(plain);
  if (iso !== null) return isNone(Number(iso[3]), Number(iso[2]), iso[1]);
  const dotted = /(?<![\d.:])(\d{2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?(?![\d:]|\.\d)/.exec(plain);
  if (dotted !== null) return isNone(Number(dotted[1]), Number(dotted[2]), dotted[3]);
  const named =
    /(?<!\d)(?<day>\d{2})(?:-?го|-?е|th|st|nd|rd)?\s(?:of\s)?(?<month>\p{L}{3,})\.?(?:,?\s(?<year>\d{4}))?/u.exec(
      plain,
    ) ?? /(?<month>\p{L}{3,})\.?\s(?<day>\d{2})(?:th|st|nd|rd)?(?![\d:.])(?:,?\s(?<year>\d{4}))?/u.exec(plain);
  const { day, month = "", year } = named?.groups ?? {};
  return isNone(Number(day ?? 0), MONTHS.findIndex((name) => name.test(month)) + 1, year);
}

function isNone(day: number, month: number, year: string | undefined): boolean {
  if (month < 1 || month > 12 || day < 29 || day > 31) return false;
  const of = year === undefined ? LEAP : Number(year.length === 2 ? `20${year}` : year);
  return day > new Temporal.PlainYearMonth(of, month).daysInMonth;
}
