import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import type { LayerData } from './layer-data.ts';
import type { MapPalette } from './map-palette.ts';
import { railModes } from './station-test.ts';

/** The names of lines in the order in which they get their colours: lines of the map first, then those only stops name. */
export interface LineColours {
  colourOf(line: string, palette: MapPalette): string;
}

/** Line names written in one field: separated by commas, semicolons, slashes or 、. */
export function lineNames(text: string | null): string[] {
  return (text ?? '')
    .split(/[,，;；、/|]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Numbers lines by name, so that a line and its stops have the same colour. */
export function lineColours(names: readonly string[]): LineColours {
  const order = new Map<string, number>();
  const keyOf = (name: string): string => name.replaceAll(/\s+/g, '');
  for (const name of names) if (!order.has(keyOf(name))) order.set(keyOf(name), order.size);
  return {
    colourOf(line, palette) {
      const place = order.get(keyOf(line)) ?? 0;
      return palette.lines[place % palette.lines.length]!;
    },
  };
}

/** Names of the lines that have a colour of their own. */
function railLineNames(table: FeatureTable): string[] {
  const modes = textColumn(table, 'mode');
  const names = textColumn(table, 'name') ?? [];
  return names.flatMap((name, row) => (name !== null && railModes.has(modes?.[row] ?? 'metro') ? [name] : []));
}

/** The colours of all lines of some layers. */
export function lineColoursOf(layers: Iterable<Pick<LayerData, 'layer' | 'table'>>): LineColours {
  const all = [...layers];
  const names = all.flatMap(({ layer, table }) => (layer.role === 'transit-line' ? railLineNames(table) : []));
  for (const { layer, table } of all) {
    if (layer.role === 'transit-stop') names.push(...(textColumn(table, 'lines') ?? []).flatMap(lineNames));
  }
  return lineColours(names);
}
