import type { SheetBox } from '#core/model/print-layout.ts';
import { formatNumber, type Language } from '#core/model/text.ts';
import { textWidth } from '#core/model/text-width.ts';
import type { MapFrame } from '#core/report/map-frame.ts';
import type { OccupiedBox } from '#core/report/map-labels.ts';
import { markPath } from '#core/report/mark-svg.ts';
import type { ScenarioMark } from '#core/report/scenario-mark.ts';
import { short } from './svg-paint.ts';
import { ink, softInk, textLine } from './svg-text.ts';

const white = '#FFFFFF';

/** The round length that fits into `most` m, in the steps of a scale bar. */
function roundLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  for (const step of [8, 6, 4, 3, 2, 1.6, 1.2, 1]) if (step * power <= most * (1 + 1e-9)) return step * power;
  return power;
}

/** A scale bar in four parts with the scale in figures, true to 1:`denominator`. */
export function scaleBarSvg(box: SheetBox, denominator: number): string {
  const size = Math.min(3, box.height * 0.28);
  const lastText = 4 * size;
  const metres = roundLength(((box.width - lastText) / 1000) * denominator);
  const length = (metres / denominator) * 1000;
  const name = (value: number) => (metres >= 2000 ? formatNumber(value / 1000) : formatNumber(value));
  const unit = metres >= 2000 ? 'km' : 'm';
  const height = Math.min(1.6, box.height * 0.16);
  const top = box.y + box.height - height - 0.5;
  const x = box.x + size;
  const parts = [0, 1, 2, 3].map(
    (part) =>
      `<rect x="${short(x + (part * length) / 4)}" y="${short(top)}" width="${short(length / 4)}" height="${short(height)}" fill="${part % 2 === 0 ? ink : white}"/>`,
  );
  const labels = [0, 0.5, 1].map((share) =>
    textLine(`${name(share * metres)}${share === 1 ? ` ${unit}` : ''}`, x + share * length, top - 0.45 * size, {
      size,
      anchor: 'middle',
    }),
  );
  return [
    textLine(`1:${formatNumber(denominator)}`, box.x + 0.2, box.y + 1.15 * size, { size: 1.15 * size, bold: true }),
    ...parts,
    `<rect class="scale-length" x="${short(x)}" y="${short(top)}" width="${length.toFixed(4)}" height="${short(height)}" fill="none" stroke="${ink}" stroke-width=".2" data-metres="${metres}"/>`,
    ...labels,
  ].join('');
}

/** An arrow to the north of the coordinate grid. */
export function northSvg(box: SheetBox, language: Language): string {
  const size = Math.min(4.5, box.height * 0.24);
  const reach = box.height - 1.5 * size;
  const wing = Math.min(box.width / 2, reach * 0.32);
  const x = box.x + box.width / 2;
  const [top, foot] = [box.y + 1.35 * size, box.y + box.height];
  const notch = foot - reach * 0.2;
  const point = (dx: number, y: number) => `${short(x + dx)} ${short(y)}`;
  return [
    textLine(language === 'zh' ? '北' : 'N', x, box.y + size, { size, bold: true, anchor: 'middle' }),
    `<path d="M${point(0, top)}L${point(wing, foot)}L${point(0, notch)}z" fill="${ink}"/>`,
    `<path d="M${point(0, top)}L${point(-wing, foot)}L${point(0, notch)}z" fill="${white}" stroke="${ink}" stroke-width=".25" stroke-linejoin="round"/>`,
  ].join('');
}

/** What a map shows, in its upper-left corner: the mark and name of the scenario, as wide as they are. */
export function scenarioPlate(mark: ScenarioMark, box: SheetBox, language: Language): { svg: string; box: SheetBox } {
  const size = 3;
  const name = mark.baseline ? mark.name[language] : `${mark.short[language]}  ${mark.name[language]}`;
  const plate = { x: box.x, y: box.y, width: 8 + textWidth(name) * size, height: 6.5 };
  return {
    box: plate,
    svg: [
      `<rect x="${short(plate.x)}" y="${short(plate.y)}" width="${short(plate.width)}" height="${plate.height}" fill="${white}"/>`,
      `<path d="${markPath(mark.shape, plate.x + 3.4, plate.y + 3.2, 1.3)}" fill="${mark.colour}"/>`,
      textLine(name, plate.x + 6.2, plate.y + 4.3, { size, bold: true, colour: mark.ink }),
    ].join(''),
  };
}

/** A round distance between the lines of a grid, about `wanted` m. */
function gridStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  for (const step of [1, 2, 5]) if (step * power >= wanted) return step * power;
  return 10 * power;
}

/** Digits in groups of three, as coordinates are written. */
function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/gu, '\u2009');
}

/**
 * Coordinates along the edges of a map and crosses where they meet, in drawing units; figures that would lie over `occupied`
 * are left out, `taken` is where the others stand.
 */
export function graticuleSvg(
  frame: MapFrame,
  occupied: readonly OccupiedBox[],
): { readonly svg: string; readonly taken: readonly OccupiedBox[] } {
  const mm = frame.unitsPerMillimetre;
  const metresPerMillimetre = mm / frame.unitsPerMetre;
  const step = gridStep(45 * metresPerMillimetre);
  const size = 1.9 * mm;
  const xs: readonly (readonly [number, number])[] = steps(frame.left, frame.width / frame.unitsPerMetre, step).map(
    (value) => [value, (value - frame.left) * frame.unitsPerMetre],
  );
  const bottom = frame.top - frame.height / frame.unitsPerMetre;
  const ys: readonly (readonly [number, number])[] = steps(bottom, frame.height / frame.unitsPerMetre, step).map(
    (value) => [value, (frame.top - value) * frame.unitsPerMetre],
  );
  const arm = 1.5 * mm;
  let lines = '';
  for (const [, x] of xs) lines += `M${short(x)} 0v${short(arm)}M${short(x)} ${short(frame.height)}v${short(-arm)}`;
  for (const [, y] of ys) lines += `M0 ${short(y)}h${short(arm)}M${short(frame.width)} ${short(y)}h${short(-arm)}`;
  for (const [, x] of xs)
    for (const [, y] of ys)
      lines += `M${short(x - arm)} ${short(y)}h${short(2 * arm)}M${short(x)} ${short(y - arm)}v${short(2 * arm)}`;
  const taken: OccupiedBox[] = [];
  const labels: string[] = [];
  const label = (value: number, x: number, y: number, turned: boolean): void => {
    const text = grouped(value);
    const width = textWidth(text) * size * 0.86;
    const room = turned ? [size, width] : [width, size];
    const box: OccupiedBox = [x - room[0]! / 2, y - room[1]! / 2, x + room[0]! / 2, y + room[1]! / 2];
    if (box[0] < 0 || box[1] < 0 || box[2] > frame.width || box[3] > frame.height) return;
    const meets = (other: OccupiedBox) =>
      box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3];
    if (occupied.some(meets)) return;
    taken.push(box);
    const turn = turned ? ' rotate(-90)' : '';
    labels.push(
      `<text transform="translate(${short(x)} ${short(y)})${turn}" y="${short(0.36 * size)}" font-size="${short(size)}" text-anchor="middle">${text}</text>`,
    );
  };
  const inset = arm + 0.9 * size;
  for (const [value, x] of xs) label(value, x, frame.height - inset, false);
  for (const [value, y] of ys) label(value, inset, y, true);
  const halo = `paint-order="stroke" stroke="${white}" stroke-opacity=".9" stroke-width="${short(0.7 * mm)}" stroke-linejoin="round"`;
  return {
    taken,
    svg: `<path d="${lines}" fill="none" stroke="${softInk}" stroke-width="${short(0.15 * mm)}"/><g fill="${softInk}" ${halo}>${labels.join('')}</g>`,
  };
}

function steps(from: number, length: number, step: number): number[] {
  const values: number[] = [];
  for (let value = Math.ceil(from / step) * step; value <= from + length; value += step) values.push(value);
  return values;
}
