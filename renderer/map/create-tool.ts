import { textColumn } from '#core/model/feature-table.ts';
import { landUseOf } from '#core/model/land-use.ts';
import type { Tool } from '#renderer/state/window-state.ts';
import type { LayerData } from './map-data.ts';
import type { MapScene, MapTool } from './map-tool.ts';
import { pickFeature } from './pick-feature.ts';
import { boxTool, lassoTool, polygonTool } from './tool-area.ts';
import { corridorTool } from './tool-corridor.ts';
import { drawTool, holeTool, reshapeTool, splitTool, vertexTool } from './tool-edit.ts';
import { measureTool } from './tool-measure.ts';
import { networkTool } from './tool-network.ts';
import { selectTool } from './tool-select.ts';
import { todTool } from './tool-tod.ts';

const isParcel = ({ layer }: LayerData): boolean => layer.role === 'parcel';

/** Picks parcels to paint, in the way the draft says at that moment. */
function mixedUseTool(scene: MapScene): MapTool {
  const ways = {
    click: selectTool(scene, isParcel),
    box: boxTool(scene, true),
    polygon: polygonTool(scene, true),
    lasso: lassoTool(scene, true),
  };
  const way = (): MapTool => ways[scene.workbench.drafts.get().mixedUse.pick];
  return {
    cursor: 'crosshair',
    move: (at) => way().move?.(at),
    leave: () => way().leave?.(),
    click: (at) => way().click?.(at),
    doubleClick: (at) => way().doubleClick?.(at),
    grabs: (at) => way().grabs?.(at) === true,
    drag: (at) => way().drag?.(at),
    drop: (at) => way().drop?.(at),
    key: (event) => way().key?.(event) === true,
    painter: () => way().painter?.() ?? null,
    stop: () => Object.values(ways).forEach((one) => one.stop?.()),
  };
}

/** Takes the development type that comes closest to a parcel: its own, or the first of its land use. */
function eyedropperTool(scene: MapScene): MapTool {
  const pointing = selectTool(scene, isParcel);
  return {
    ...pointing,
    cursor: 'copy',
    click(at) {
      const picked = pickFeature(scene.data(), at.point, scene.metresPerPixel(), isParcel);
      const table = picked && scene.data().get(picked.layer)?.table;
      if (!picked || !table) return;
      const { drafts, project, window } = scene.workbench;
      const types = project.get().state?.description.developmentTypes ?? [];
      const own = textColumn(table, 'development_type')?.[picked.row];
      const landUse = landUseOf(textColumn(table, 'land_use')?.[picked.row]);
      const found = types.find(({ id }) => id === own) ?? types.find((type) => type.landUse === landUse);
      if (!found) return;
      drafts.set(({ mixedUse }) => ({ mixedUse: { ...mixedUse, paint: 'type', type: found.id } }));
      window.set({ tool: 'mixed-use' });
    },
  };
}

/** Takes a tool into the hand. */
export function createTool(tool: Tool, scene: MapScene): MapTool {
  switch (tool) {
    case 'box':
      return boxTool(scene, false);
    case 'polygon':
      return polygonTool(scene, false);
    case 'measure':
      return measureTool(scene);
    case 'tod':
      return todTool(scene);
    case 'corridor':
      return corridorTool(scene);
    case 'mixed-use':
      return mixedUseTool(scene);
    case 'network':
      return networkTool(scene);
    case 'eyedropper':
      return eyedropperTool(scene);
    case 'draw':
      return drawTool(scene);
    case 'split':
      return splitTool(scene);
    case 'vertex':
      return vertexTool(scene);
    case 'reshape':
      return reshapeTool(scene);
    case 'hole':
      return holeTool(scene);
    default:
      return selectTool(scene);
  }
}
