import type { Language } from '#core/model/text.ts';
import { formatNumber } from '#core/model/text.ts';
import { textWidth } from '#core/model/text-width.ts';
import { base64, escapeHtml } from './html-escape.ts';
import type { LegendItem, MapLabel, MapPanel, MapPattern, MapPool, MapStyle, MapSymbol } from './map-drawing.ts';
import { type MapFrame, scaleBarMetres } from './map-frame.ts';
import { stationRadius } from './map-places.ts';
import { markPath } from './mark-svg.ts';
import { mapTexts } from './texts-map.ts';

/** At most two decimals, as short as it can be. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function styleAttributes(style: MapStyle, unitsPerMillimetre: number): string {
  const parts = [`fill="${style.fill ?? 'none'}"`];
  if (style.stroke !== undefined) {
    parts.push(`stroke="${style.stroke}" stroke-width="${short((style.width ?? 0.3) * unitsPerMillimetre)}"`);
    if (style.opacity !== undefined) parts.push(`stroke-opacity="${style.opacity}"`);
    if (style.dash) {
      parts.push(`stroke-dasharray="${style.dash.map((length) => short(length * unitsPerMillimetre)).join(' ')}"`);
    }
    if (style.round) parts.push('stroke-linecap="round" stroke-linejoin="round"');
  }
  return parts.join(' ');
}

function patternSvg(name: string, pattern: MapPattern, unitsPerMillimetre: number): string {
  const spacing = short(pattern.spacing * unitsPerMillimetre);
  const width = short(pattern.width * unitsPerMillimetre);
  const ground = pattern.ground ? `<rect width="${spacing}" height="${spacing}" fill="${pattern.ground}"/>` : '';
  return (
    `<pattern id="${name}" width="${spacing}" height="${spacing}" patternUnits="userSpaceOnUse" patternTransform="rotate(${pattern.degrees})">` +
    `${ground}<rect width="${width}" height="${spacing}" fill="${pattern.line}"/></pattern>`
  );
}

/** The outlines, pictures and patterns that the maps of a page refer to; stands once, ahead of them. */
export function mapPoolSvg(pool: MapPool, frame: MapFrame): string {
  const paths = [...pool.paths].map(([name, outline]) => `<path id="${name}" d="${outline}"/>`);
  const pictures = [...pool.pictures].map(
    ([name, { png }]) =>
      `<image id="${name}" width="${frame.width}" height="${frame.height}" preserveAspectRatio="none" href="data:image/png;base64,${base64(png)}"/>`,
  );
  const patterns = [...pool.patterns].map(([name, pattern]) => patternSvg(name, pattern, frame.unitsPerMillimetre));
  return `<svg class="pool" width="0" height="0" aria-hidden="true" focusable="false"><defs>\n${[...patterns, ...paths, ...pictures].join('\n')}\n</defs></svg>`;
}

function symbolSvg(symbol: MapSymbol, mm: number): string {
  const { kind, x, y, colour } = symbol;
  const radius = short(stationRadius[kind] * mm);
  if (kind === 'dot')
    return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}" stroke="#fff" stroke-width="${short(0.2 * mm)}"/>`;
  const ring = `<circle cx="${x}" cy="${y}" r="${radius}" fill="#fff" stroke="${colour}" stroke-width="${short(0.45 * mm)}"/>`;
  return kind === 'station' ? ring : `${ring}<circle cx="${x}" cy="${y}" r="${short(0.45 * mm)}" fill="${colour}"/>`;
}

function labelSvg(label: MapLabel, mm: number, language: Language): string {
  const style = `${label.strong ? ' font-weight="600"' : ''}${label.italic ? ' font-style="italic"' : ''}`;
  return (
    `<text x="${label.x}" y="${label.y}" font-size="${short(label.size * mm)}" text-anchor="${label.anchor}" fill="${label.colour}"${style}>` +
    `${escapeHtml(label.text[language])}</text>`
  );
}

/** Scale bar in two halves, its length and the scale beside it. */
function scaleBarSvg(frame: MapFrame): string {
  const mm = frame.unitsPerMillimetre;
  const metres = scaleBarMetres(frame);
  const length = metres * frame.unitsPerMetre;
  const name = metres >= 1000 ? `${formatNumber(metres / 1000)} km` : `${formatNumber(metres)} m`;
  const right = frame.width - 3 * mm;
  const left = right - length;
  const bottom = frame.height - 3 * mm;
  const height = 0.9 * mm;
  const text = (x: number, anchor: string, words: string) =>
    `<text x="${short(x)}" y="${short(bottom - 1.7 * mm)}" font-size="${short(2.3 * mm)}" text-anchor="${anchor}">${words}</text>`;
  return (
    `<g class="bar"><rect x="${short(left - 2 * mm)}" y="${short(bottom - 5 * mm)}" width="${short(length + 4 * mm)}" height="${short(6.4 * mm)}" rx="${short(0.6 * mm)}" fill="#fff" fill-opacity=".88"/>` +
    `<rect class="length" x="${short(left)}" y="${short(bottom - height)}" width="${short(length)}" height="${short(height)}" fill="#fff" stroke="#22303A" stroke-width="${short(0.2 * mm)}"/>` +
    `<rect x="${short(left)}" y="${short(bottom - height)}" width="${short(length / 2)}" height="${short(height)}" fill="#22303A"/>` +
    `<g fill="#22303A">${text(left, 'start', `1:${formatNumber(frame.denominator)}`)}${text(right, 'end', name)}</g></g>`
  );
}

function northSvg(frame: MapFrame, language: Language): string {
  const mm = frame.unitsPerMillimetre;
  const x = frame.width - 5.5 * mm;
  const at = (dx: number, dy: number) => `${short(x + dx * mm)} ${short((3 + dy) * mm)}`;
  return (
    `<g fill="#22303A"><path d="M${at(0, 0)}L${at(1.9, 6)}L${at(0, 4.7)}Z"/>` +
    `<path d="M${at(0, 0)}L${at(-1.9, 6)}L${at(0, 4.7)}Z" fill="#fff" stroke="#22303A" stroke-width="${short(0.18 * mm)}"/>` +
    `<text x="${short(x)}" y="${short(11.8 * mm)}" font-size="${short(2.6 * mm)}" font-weight="600" text-anchor="middle">${mapTexts.north[language]}</text></g>`
  );
}

function nameSvg(panel: MapPanel, language: Language): string {
  const { frame, scenario } = panel;
  const mm = frame.unitsPerMillimetre;
  const name = scenario.baseline
    ? `${scenario.name[language]}`
    : `${scenario.short[language]}  ${scenario.name[language]}`;
  const width = (7.2 + textWidth(name) * 2.8) * mm;
  return (
    `<g><rect x="${2 * mm}" y="${2 * mm}" width="${short(width)}" height="${5.4 * mm}" rx="${short(0.8 * mm)}" fill="#fff" fill-opacity=".92"/>` +
    `<path d="${markPath(scenario.shape, 4.4 * mm, 4.7 * mm, 1.2 * mm)}" fill="${scenario.colour}"/>` +
    `<text x="${short(6.6 * mm)}" y="${short(5.7 * mm)}" font-size="${short(2.8 * mm)}" font-weight="600" fill="${scenario.ink}" xml:space="preserve">${escapeHtml(name)}</text></g>`
  );
}

/** One map as inline SVG; its outlines are those of `mapPoolSvg` of the same page. */
export function mapSvg(panel: MapPanel, language: Language, id: string, title: string): string {
  const { frame } = panel;
  const mm = frame.unitsPerMillimetre;
  const uses = panel.uses.map(({ path, style }) => `<use href="#${path}" ${styleAttributes(style, mm)}/>`);
  const symbols = panel.symbols.map((symbol) => symbolSvg(symbol, mm));
  const labels = panel.labels.map((label) => labelSvg(label, mm, language));
  return [
    `<svg class="map" viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-labelledby="${id}-title">`,
    `<title id="${id}-title">${escapeHtml(title)}</title>`,
    `<rect width="${frame.width}" height="${frame.height}" fill="${panel.ground}"/>`,
    ...uses,
    ...symbols,
    `<g paint-order="stroke" stroke="#fff" stroke-opacity=".92" stroke-width="${short(0.8 * mm)}" stroke-linejoin="round">${labels.join('')}</g>`,
    nameSvg(panel, language),
    northSvg(frame, language),
    scaleBarSvg(frame),
    `<rect width="${frame.width}" height="${frame.height}" fill="none" stroke="#5E6975" stroke-width="${short(0.5 * mm)}"/>`,
    '</svg>',
  ].join('\n');
}

/** The little picture in front of a line of the legend; patterns are those of the maps of the same page. */
export function swatchSvg(item: LegendItem, unitsPerMillimetre: number): string {
  const mm = unitsPerMillimetre;
  const width = 7 * mm;
  const height = 4.4 * mm;
  const middle = short(height / 2);
  const shapes = item.styles.map((style) => {
    if (item.shape === 'station') {
      const place = `cx="${short(width / 2)}" cy="${middle}"`;
      if (style.stroke === undefined) return `<circle ${place} r="${short(mm)}" fill="${style.fill}"/>`;
      const ring = `<circle ${place} r="${short(1.2 * mm)}" fill="#fff" stroke="${style.stroke}" stroke-width="${short(0.5 * mm)}"/>`;
      return style.fill ? `${ring}<circle ${place} r="${short(0.5 * mm)}" fill="${style.fill}"/>` : ring;
    }
    if (item.shape === 'line')
      return `<path d="M${short(0.4 * mm)} ${middle}H${short(width - 0.4 * mm)}" ${styleAttributes(style, mm)}/>`;
    const framed: MapStyle =
      style.stroke === undefined ? { ...style, stroke: '#2B2A22', opacity: 0.35, width: 0.15 } : style;
    const inset = short(0.3 * mm);
    return `<rect x="${inset}" y="${inset}" width="${short(width - 0.6 * mm)}" height="${short(height - 0.6 * mm)}" ${styleAttributes(framed, mm)}/>`;
  });
  return `<svg class="swatch" viewBox="0 0 ${short(width)} ${short(height)}" aria-hidden="true">${shapes.join('')}</svg>`;
}
