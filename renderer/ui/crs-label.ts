import type { Language } from '#core/model/text.ts';

/** The name of a coordinate system, short and without its code: Gauss–Krüger zones as planners write them. */
export function crsLabel(named: string, language: Language): string {
  const name = named.replace(/^EPSG:\d+\s+/, '');
  const zone = /^(.*) \/ ([36])-degree Gauss-Kruger (?:zone (\d+)|CM (\d+)E)$/.exec(name);
  if (!zone) return name;
  const [, datum, degrees, number, meridian] = zone;
  if (language === 'zh') {
    const place = number ? `第 ${number} 带` : `中央经线 ${meridian}°E`;
    return `${datum} / ${degrees}° 带${number ? '' : ' '}${place}`;
  }
  return `${datum} / ${degrees}° ${number ? `zone ${number}` : `CM ${meridian}°E`}`;
}
