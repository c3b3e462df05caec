import { coloursOf } from '#core/model/code-table.ts';
import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import { landUseDefinitions, landUseOf } from '#core/model/land-use.ts';
import { renderText } from '#core/model/text.ts';
import { featureName } from '#renderer/state/feature-name.ts';
import type { CorridorDraft } from '#renderer/state/sketch-draft.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { writeArea, writeLength } from '#renderer/ui/measure.ts';
import { lineLength, rowsUnderBand } from './corridor-parcels.ts';
import { snapTexts } from './drawn-path.ts';
import type { LayerData } from './map-data.ts';
import type { MapScene, MapTool, PointerAt } from './map-tool.ts';
import { type Painter, type Point, paintAll } from './overlay-canvas.ts';
import { affectedPainter, corridorPainter, snapPainter, widthMarkPainter } from './paint-sketch.ts';
import { layerOfRole, pickFeature } from './pick-feature.ts';
import { type Snap, snapRadius, snapTo } from './snap.ts';
import { tipOf } from './tool-select.ts';

/** Radius in which a corner of the line can be taken hold of, px. */
const grabRadius = 8;

/** Rows whose land a corridor may take: parks, waters and the like stay as they are. */
function changeable(table: FeatureTable, rows: readonly number[]): number[] {
  const uses = textColumn(table, 'land_use');
  return rows.filter((row) => !landUseDefinitions[landUseOf(uses?.[row])].protectedByDefault);
}

/** Draws the centre line of a corridor, or picks the green spaces to join. */
export function corridorTool(scene: MapScene): MapTool {
  const { workbench, overlay, live } = scene;
  let pointer: PointerAt | null = null;
  let snap: Snap | null = null;
  let held: number | null = null;
  let affected: { key: string; rows: number[] } = { key: '', rows: [] };

  const draft = (): CorridorDraft => workbench.drafts.get().corridor;
  const change = (part: Partial<CorridorDraft>): void => {
    workbench.drafts.set({ corridor: { ...draft(), ...part } });
    overlay.redraw();
  };
  const parcels = (): LayerData | undefined => layerOfRole(scene.data(), 'parcel');
  const target = (at: PointerAt): Point => snap?.point ?? at.point;
  const next = (): Point | null => {
    const { line, ended, way } = draft();
    return way === 'draw' && !ended && pointer && line.length > 0 && held === null ? target(pointer) : null;
  };
  const path = (): readonly Point[] => {
    const open = next();
    return open ? [...draft().line, open] : draft().line;
  };
  const rowsUnder = (table: LayerData['table']): number[] => {
    const line = path();
    const key = JSON.stringify([line, draft().widthMetres]);
    if (affected.key !== key)
      affected = {
        key,
        rows: line.length < 2 ? [] : changeable(table, rowsUnderBand(table, line, draft().widthMetres)),
      };
    return affected.rows;
  };

  const show = (): void => {
    const { language } = workbench.window.get();
    const line = path();
    const under = parcels();
    overlay.redraw();
    if (!pointer || draft().way !== 'draw' || draft().ended || line.length < 2) {
      const snapped = pointer && snap && under && draft().way === 'draw' && !draft().ended;
      live.set({
        readout: snapped ? { pixel: pointer!.pixel, rows: [], snap: snapText(under, snap!, language) } : null,
      });
      return;
    }
    const length = lineLength(line);
    const rows: [string, string][] = [
      [renderText(mapTexts.length, language), writeLength(length)],
      [renderText(mapTexts.area, language), writeArea(length * draft().widthMetres, language)],
    ];
    if (under) rows.push([renderText(mapTexts.parcels, language), String(rowsUnder(under.table).length)]);
    live.set({ readout: { pixel: pointer.pixel, rows, snap: snap && under ? snapText(under, snap, language) : null } });
  };

  const isGreen = ({ layer }: LayerData): boolean => layer.role === 'green-space';
  const pickGreen = (at: PointerAt): void => {
    const picked = pickFeature(scene.data(), at.point, scene.metresPerPixel(), isGreen);
    const data = picked && scene.data().get(picked.layer);
    if (!data) return;
    const id: string = data.table.ids[picked.row]!;
    const { between } = draft();
    change({ between: between.includes(id) ? between.filter((one) => one !== id) : [...between, id] });
  };

  return {
    cursor: 'crosshair',
    move(at) {
      pointer = at;
      const under = parcels();
      const snapping = workbench.window.get().snapping && draft().way === 'draw' && !draft().ended;
      snap = snapping && under ? snapTo(under.table, at.point, snapRadius * scene.metresPerPixel()) : null;
      if (draft().way === 'between') {
        const picked = pickFeature(scene.data(), at.point, scene.metresPerPixel(), isGreen);
        const data = picked && scene.data().get(picked.layer);
        live.set({
          tip: data ? { pixel: at.pixel, ...tipOf(data, picked.row, workbench.window.get().language) } : null,
        });
      }
      show();
    },
    leave() {
      pointer = null;
      snap = null;
      live.set({ tip: null });
      show();
    },
    click(at) {
      const { way, line, ended } = draft();
      if (way === 'between') return pickGreen(at);
      if (!ended) change({ line: [...line, target(at)] });
      show();
    },
    doubleClick() {
      if (draft().way === 'draw' && draft().line.length >= 2) change({ ended: true });
      show();
    },
    grabs(at) {
      const reach = grabRadius * scene.metresPerPixel();
      const near = draft().line.findIndex(([x, y]) => Math.hypot(x - at.point[0], y - at.point[1]) <= reach);
      held = near < 0 ? null : near;
      return held !== null;
    },
    drag(at) {
      if (held === null) return;
      change({ line: draft().line.map((point, place) => (place === held ? target(at) : point)) });
      show();
    },
    drop() {
      held = null;
      show();
    },
    key(event) {
      const { line, way } = draft();
      if (event.key === 'Backspace' && way === 'draw' && line.length > 0) {
        change({ line: line.slice(0, -1), ended: false });
      } else if (event.key === 'Escape' && (line.length > 0 || draft().between.length > 0)) {
        change({ line: [], between: [], ended: false });
      } else if (/^\d$/.test(event.key)) {
        const field = document.querySelector<HTMLInputElement>('[data-corridor-width]');
        field?.focus();
        field?.select();
        return false;
      } else {
        return false;
      }
      show();
      return true;
    },
    painter() {
      const { way, type, widthMetres, line } = draft();
      if (way !== 'draw') return null;
      const under = parcels();
      const { palette } = scene.city;
      const development = workbench.project.get().state?.description.developmentTypes.find(({ id }) => id === type);
      const fill = coloursOf(development?.landUse ?? 'green', undefined)[palette.theme];
      const painters: (Painter | null)[] = [
        under ? affectedPainter(under.table, rowsUnder(under.table), path(), widthMetres) : null,
        corridorPainter({ points: line, next: next(), widthMetres, fill }),
        widthMarkPainter(path(), widthMetres, `${widthMetres} m`),
        snap ? snapPainter(snap) : null,
      ];
      return paintAll(painters);
    },
    stop: () => live.set({ readout: null, tip: null }),
  };
}

function snapText({ layer, table }: LayerData, snap: Snap, language: 'zh' | 'en'): string {
  return renderText(snapTexts[snap.kind], language, { name: featureName(layer, table, snap.row, language) });
}
