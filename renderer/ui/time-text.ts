import type { Language } from '#core/model/text.ts';

/** Hours and minutes of an instant, as in 14:32. */
export function clockTime(instant: string): string {
  return new Date(instant).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** The day of an instant as a person says it: today with the time, this year without the year. */
export function dayText(instant: string, language: Language, now = new Date()): string {
  const date = new Date(instant);
  if (date.toDateString() === now.toDateString()) {
    return `${language === 'zh' ? '今天' : 'Today'} ${clockTime(instant)}`;
  }
  const sameYear = date.getFullYear() === now.getFullYear();
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  return date
    .toLocaleDateString(locale, {
      day: 'numeric',
      month: language === 'zh' ? 'long' : 'short',
      ...(sameYear ? {} : { year: 'numeric' }),
    })
    .replaceAll(/(\d)([年月日])/g, '$1 $2 ')
    .trim();
}

/** The day of an instant with its time of day. */
export function momentText(instant: string, language: Language, now = new Date()): string {
  const day = dayText(instant, language, now);
  return day.endsWith(clockTime(instant)) ? day : `${day} ${clockTime(instant)}`;
}
