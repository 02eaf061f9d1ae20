/** Dates that exist: a pattern lets the 31st of February pass. */

const form = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?$/;

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Whether an xs:date or xs:dateTime of the right form names a day of the calendar and a time of the day. */
export const isOnCalendar = (text: string): boolean => {
  const parts = form.exec(text);
  // Another form is told by its pattern.
  if (parts === null) return true;
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = parts;
  // XML Schema 1.0 and databases know no year 0.
  if (Number(year) < 1) return false;
  if (Number(month) < 1 || Number(month) > 12) return false;
  if (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))) return false;
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
};
