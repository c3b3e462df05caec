import type { Language } from '#core/model/text.ts';

const chineseDatums: Readonly<Record<string, string>> = {
  'Xian 1980': '西安 80',
  'Beijing 1954': '北京 54',
  'New Beijing': '新北京 54',
};

/** The name of a coordinate system, short and without its code: Gauss–Krüger zones as planners write them. */
export function crsLabel(named: string, language: Language): string {
  const name = named.replace(/^EPSG:\d+\s+/, '');
  const zone = /^(.*) \/ ([36])-degree Gauss-Kruger (?:zone (\d+)|CM (\d+)E)$/.exec(name);
  if (!zone) return name;
  const [, datum, degrees, number, meridian] = zone;
  if (language === 'zh') {
    const known = chineseDatums[datum!] ?? datum;
    const place = number ? `第 ${number} 带` : `中央经线 ${meridian}°E`;
    return `${known} / ${degrees}° 带${number ? '' : ' '}${place}`;
  }
  return `${datum} / ${degrees}° ${number ? `zone ${number}` : `CM ${meridian}°E`}`;
}
