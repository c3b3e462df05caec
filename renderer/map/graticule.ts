/** The lines of one kind of a graticule: distances and angles are round numbers. */
export interface GridStep {
  /** Metres, or degrees. */
  readonly step: number;
  /** Where the lines lie, ascending. */
  readonly values: readonly number[];
}

/** Distance between two lines on the screen that is aimed at, pixels. */
const aimedPixels = 150;

/** More lines than this are a fault of the extent, not a grid. */
const mostLines = 60;

function multiplesWithin(step: number, low: number, high: number): number[] {
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.min(mostLines, Math.max(0, Math.floor(high / step + 1e-9) - first + 1));
  return Array.from({ length: count }, (_, place) => (first + place) * step);
}

/** Metres between the lines of a grid: 1, 2 or 5 times a power of ten, at least a metre. */
export function metreStep(metresPerPixel: number): number {
  const wanted = aimedPixels * metresPerPixel;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const factor = [1, 2, 5, 10].find((each) => each * power >= wanted * 0.75) ?? 10;
  return Math.max(1, factor * power);
}

/** Lines of a metre grid between two coordinates. */
export function metreLines(metresPerPixel: number, low: number, high: number): GridStep {
  const step = metreStep(metresPerPixel);
  return { step, values: multiplesWithin(step, low, high) };
}

/** Seconds of arc that divide a degree evenly, as maps have them. */
const arcSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18_000, 36_000];

/** Lines of longitude or latitude between two angles in degrees; `pixels` is how many the span takes on the screen. */
export function degreeLines(low: number, high: number, pixels: number): GridStep {
  const wanted = (((high - low) * 3600) / Math.max(1, pixels)) * aimedPixels * 0.75;
  const seconds = arcSeconds.find((each) => each >= wanted) ?? arcSeconds.at(-1)!;
  const values = multiplesWithin(seconds, low * 3600, high * 3600);
  return { step: seconds / 3600, values: values.map((each) => each / 3600) };
}

/** An angle with as many of degrees, minutes and seconds as its step needs: 118°30′E. */
export function degreeLabel(value: number, step: number, axis: 'longitude' | 'latitude'): string {
  const total = Math.round(Math.abs(value) * 3600);
  const [degrees, minutes, seconds] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  const side = axis === 'longitude' ? (value < 0 ? 'W' : 'E') : value < 0 ? 'S' : 'N';
  const two = (part: number): string => String(part).padStart(2, '0');
  const stepSeconds = Math.round(step * 3600);
  const minutePart = stepSeconds % 3600 === 0 ? '' : `${two(minutes)}′`;
  const secondPart = stepSeconds % 60 === 0 ? '' : `${two(seconds)}″`;
  return `${degrees}°${minutePart}${secondPart}${total === 0 ? '' : side}`;
}

/** A coordinate in metres in groups of three, as the status bar writes it. */
export function metreLabel(value: number): string {
  const sign = value < 0 ? '−' : '';
  return sign + String(Math.round(Math.abs(value))).replaceAll(/\B(?=(?:\d{3})+$)/g, ' ');
}
