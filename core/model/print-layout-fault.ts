import { logoLimit, optionalElements, type PrintLayout, papers, printScales, sheetElements } from './print-layout.ts';
import type { LocalText } from './text.ts';

/** Pictures that every program which shows the sheet can show; drawings (SVG) could carry more than a picture. */
const logoPattern = /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/;

/** Whether a scale can be printed. */
export function isPrintScale(scale: number): boolean {
  return Number.isFinite(scale) && scale >= printScales.least && scale <= printScales.most;
}

/** Whether an address is a picture that a layout can keep. */
export function isLogo(address: string): boolean {
  return address.length <= logoLimit && logoPattern.test(address);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areNumbers(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'number' && Number.isFinite(value));
}

function isBox(value: unknown): boolean {
  return (
    isObject(value) &&
    areNumbers([value['x'], value['y'], value['width'], value['height']]) &&
    Number(value['width']) > 0
  );
}

/** What a layout has to be, one thing after another: its name, and whether it holds. */
function conditions(
  layout: { readonly [Part in keyof PrintLayout]?: unknown },
): readonly (readonly [string, boolean])[] {
  const { scenarios, shown, boxes, centre, scale, logo } = layout;
  const texts = ['id', 'name', 'title', 'subtitle', 'author', 'notes'] as const;
  return [
    ...texts.map((part) => [part, typeof layout[part] === 'string'] as const),
    ['date', layout.date === undefined || typeof layout.date === 'string'],
    ['paper', typeof layout.paper === 'string' && Object.hasOwn(papers, layout.paper)],
    ['landscape', typeof layout.landscape === 'boolean'],
    ['graticule', typeof layout.graticule === 'boolean'],
    ['language', layout.language === 'zh' || layout.language === 'en'],
    ['colours', layout.colours === 'screen' || layout.colours === 'drawing'],
    [
      'scenarios',
      Array.isArray(scenarios) &&
        (scenarios.length === 1 || scenarios.length === 2) &&
        scenarios.every((id) => typeof id === 'string'),
    ],
    ['scale', scale === undefined || (typeof scale === 'number' && isPrintScale(scale))],
    ['centre', centre === undefined || (Array.isArray(centre) && centre.length === 2 && areNumbers(centre))],
    ['logo', logo === undefined || (typeof logo === 'string' && isLogo(logo))],
    ['shown', isObject(shown) && optionalElements.every((id) => typeof shown[id] === 'boolean')],
    ['boxes', isObject(boxes) && sheetElements.every((id) => boxes[id] === undefined || isBox(boxes[id]))],
  ];
}

/** Says what is wrong with a layout from a file; undefined when it can be printed. */
export function printLayoutFault(layout: object): LocalText | undefined {
  const wrong = conditions(layout).find(([, holds]) => !holds);
  return wrong && { zh: `“${wrong[0]}”缺失或不对`, en: `"${wrong[0]}" is missing or wrong` };
}
