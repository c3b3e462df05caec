import { extentOf } from '#core/geometry/measure.ts';
import type { CodeTable } from '#core/model/code-table.ts';
import { builtInCodeTables } from '#core/model/code-table.ts';
import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import type { RoleId } from '#core/model/role.ts';
import { type LegendItem, type MapPanel, MapPool, type MapUse } from './map-drawing.ts';
import { frameOf, type MapFrame } from './map-frame.ts';
import { BoundaryPainter, LinePainter, StreetPainter, WaterPainter } from './map-ground.ts';
import { type LabelWish, type OccupiedBox, placeLabels } from './map-labels.ts';
import type { PaintedOverlay } from './map-overlay.ts';
import { ParcelPainter, type ParcelTone } from './map-parcels.ts';
import { areaNames, stationPlaces, stationRadius } from './map-places.ts';
import { SharedPaths } from './map-shared.ts';
import type { ReportInput } from './report-input.ts';
import type { ScenarioMark } from './scenario-mark.ts';
import { mapTexts } from './texts-map.ts';

const mapRoles = ['parcel', 'street', 'water', 'transit-line', 'transit-stop', 'green-space', 'boundary'] as const;
const groundColour = '#F3F2EC';
const greenFills: Readonly<Record<string, string>> = { protective: '#BFDAA8', square: '#DDE4C9' };

function codeTableOf(input: ReportInput): CodeTable | undefined {
  const id = input.project.layers.find(
    ({ role, codeTable }) => role === 'parcel' && codeTable !== undefined,
  )?.codeTable;
  return [...input.project.codeTables, ...builtInCodeTables].find((table) => table.id === id);
}

/** The sheet of all maps: the boundary where there is one, otherwise the parcels, otherwise what there is. */
function frameFor(tables: ReadonlyMap<RoleId, readonly (FeatureTable | undefined)[]>): MapFrame | undefined {
  const count = Math.max(0, ...(tables.get('parcel') ?? []).map((table) => (table ? featureCount(table.geometry) : 0)));
  for (const role of ['boundary', 'parcel', 'street', 'green-space', 'water'] as const) {
    const boxes = (tables.get(role) ?? []).flatMap((table) => (table ? [extentOf(table.geometry)] : []));
    const known = boxes.filter(({ minX, maxX }) => Number.isFinite(minX) && Number.isFinite(maxX));
    if (known.length === 0) continue;
    const extent = {
      minX: Math.min(...known.map(({ minX }) => minX)),
      minY: Math.min(...known.map(({ minY }) => minY)),
      maxX: Math.max(...known.map(({ maxX }) => maxX)),
      maxY: Math.max(...known.map(({ maxY }) => maxY)),
    };
    return frameOf(extent, count);
  }
  return undefined;
}

/** Green spaces as their own layer, for the maps of the green network. */
function greenKeys(table: FeatureTable): string[] {
  const kinds = textColumn(table, 'kind');
  return table.ids.map((_, row) => kinds?.[row] ?? 'other');
}

/** Everything the maps of one report share. */
export class MapScene {
  readonly frame: MapFrame;
  readonly pool = new MapPool();
  readonly #marks: readonly ScenarioMark[];
  readonly #tables: ReadonlyMap<RoleId, readonly (FeatureTable | undefined)[]>;
  readonly #parcels: ParcelPainter;
  readonly #water: WaterPainter;
  readonly #streets: StreetPainter;
  readonly #lines: LinePainter;
  readonly #boundary: BoundaryPainter;
  #green: SharedPaths | undefined;

  private constructor(
    input: ReportInput,
    marks: readonly ScenarioMark[],
    frame: MapFrame,
    tables: ReadonlyMap<RoleId, readonly (FeatureTable | undefined)[]>,
  ) {
    this.frame = frame;
    this.#marks = marks;
    this.#tables = tables;
    this.#parcels = new ParcelPainter(frame, this.pool, this.#of('parcel'), codeTableOf(input));
    this.#water = new WaterPainter(frame, this.pool, this.#polygons('water'));
    this.#streets = new StreetPainter(frame, this.pool, this.#of('street'));
    this.#lines = new LinePainter(frame, this.pool, this.#of('transit-line'));
    this.#boundary = new BoundaryPainter(frame, this.pool, this.#polygons('boundary'));
  }

  /** The scene, or undefined when the project has nothing to draw. */
  static of(input: ReportInput, marks: readonly ScenarioMark[]): MapScene | undefined {
    const tables = new Map<RoleId, readonly (FeatureTable | undefined)[]>(
      mapRoles.map((role) => [role, input.scenarios.map((scenario) => scenario.table(role))]),
    );
    const frame = frameFor(tables);
    return frame && new MapScene(input, marks, frame, tables);
  }

  #of(role: RoleId): readonly (FeatureTable | undefined)[] {
    return this.#tables.get(role)!;
  }

  #polygons(role: RoleId): readonly (FeatureTable | undefined)[] {
    return this.#of(role).map((table) => (table?.geometry.kind === 'polygon' ? table : undefined));
  }

  /** Land use of scenario `index`, with outlines around what it changes. */
  landUse(index: number): MapPanel {
    const changes = this.#parcels.changes(index);
    return this.#compose(index, 'land-use', [{ ...changes, symbols: [] }], { over: false });
  }

  /** Results over land use, or over muted ground on which only green land keeps its colour. */
  withOverlays(index: number, tone: ParcelTone, overlays: readonly PaintedOverlay[], green: boolean): MapPanel {
    const layers = green ? [this.#greenSpaces(index), ...overlays] : overlays;
    return this.#compose(index, tone, layers, { over: !green });
  }

  #greenSpaces(index: number): PaintedOverlay {
    this.#green ??= new SharedPaths(this.frame, this.pool, this.#polygons('green-space'), greenKeys);
    const uses: MapUse[] = [];
    for (const { key, paths } of this.#green.of(index)) {
      const style = { fill: greenFills[key] ?? '#A6CF97', stroke: '#0C7A4B', width: 0.2 };
      for (const path of paths) uses.push({ path, style });
    }
    const legend: LegendItem[] =
      uses.length === 0
        ? []
        : [{ shape: 'area', styles: [{ fill: '#A6CF97', stroke: '#0C7A4B', width: 0.2 }], label: mapTexts.park }];
    return { uses, symbols: [], legend };
  }

  #compose(
    index: number,
    tone: ParcelTone,
    layers: readonly PaintedOverlay[],
    { over }: { readonly over: boolean },
  ): MapPanel {
    const parcels = this.#parcels.paint(index, tone);
    const water = this.#water.paint(index);
    const streets = this.#streets.paint(index);
    const lines = this.#lines.paint(index);
    const boundary = this.#boundary.paint(index);
    const stations = stationPlaces(this.frame, this.#of('transit-stop')[index], this.#lines.names);
    const overUses = layers.flatMap(({ uses }) => uses);
    const dots = layers.flatMap(({ symbols }) => symbols);
    const symbols = [...stations.symbols, ...dots];
    const wishes: LabelWish[] = [
      ...stations.wishes,
      ...areaNames(this.frame, this.#of('green-space')[index], 'green-space'),
      ...areaNames(this.frame, this.#of('water')[index], 'water'),
    ];
    const occupied = symbols.map(({ kind, x, y }): OccupiedBox => {
      const radius = stationRadius[kind] * this.frame.unitsPerMillimetre;
      return [x - radius, y - radius, x + radius, y + radius];
    });
    const parts = [parcels, water, streets, boundary, lines, stations, ...layers];
    const hasWaterClass = parcels.legend.some(({ label }) => label.en === mapTexts.water.en);
    const legend = parts
      .flatMap((part) => (part === water && hasWaterClass ? [] : part.legend))
      .filter(
        (item, at, all) =>
          all.findIndex(({ label }) => label.zh === item.label.zh && label.en === item.label.en) === at,
      );
    return {
      frame: this.frame,
      scenario: this.#marks[index]!,
      ground: groundColour,
      uses: [
        ...parcels.uses,
        ...water.uses,
        ...(over ? [] : overUses),
        ...streets.uses,
        ...boundary.uses,
        ...lines.uses,
        ...(over ? overUses : []),
      ],
      symbols,
      labels: placeLabels(this.frame, wishes, [...cornersOf(this.frame, this.#marks[index]!), ...occupied]),
      legend,
    };
  }
}

/** Where the scenario's name, the north arrow and the scale bar stand. */
function cornersOf(frame: MapFrame, mark: ScenarioMark): OccupiedBox[] {
  const mm = frame.unitsPerMillimetre;
  const nameWidth = (8 + 3 * Math.max(mark.name.zh.length, mark.name.en.length * 0.6)) * mm;
  return [
    [0, 0, nameWidth, 8 * mm],
    [frame.width - 10 * mm, 0, frame.width, 14 * mm],
    [frame.width - 48 * mm, frame.height - 10 * mm, frame.width, frame.height],
  ];
}
