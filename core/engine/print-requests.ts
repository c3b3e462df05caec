import type { ScenarioId } from '#core/model/ids.ts';
import { drawnLayers } from '#core/model/layer-group.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { checkLayout } from '#core/print/check-layout.ts';
import { embedFonts } from '#core/print/sheet-fonts.ts';
import type { SheetMap } from '#core/print/sheet-input.ts';
import { drawSheet } from '#core/print/sheet-svg.ts';
import { sheetDate } from '#core/print/sheet-words.ts';
import { scenarioMark } from '#core/report/scenario-mark.ts';
import { codesOf } from '#core/symbology/layer-data.ts';
import type { Handlers } from './handler.ts';
import type { OpenProject } from './session.ts';

/** The visible layers as a scenario has them, the topmost first. */
function sheetMap({ file, tables }: OpenProject, id: ScenarioId): SheetMap {
  const description = file.describe();
  const layers = drawnLayers(tables.layers, description.layerGroups).filter(
    ({ visible, geometry, table }) => visible && geometry !== 'none' && table !== '',
  );
  const order = description.scenarios.findIndex((scenario) => scenario.id === id);
  return {
    mark: scenarioMark(file.scenario(id), order),
    layers: layers.map((layer) => ({
      layer,
      table: tables.table(layer.id, id),
      codes: codesOf(description, layer),
      style: description.styles[layer.id],
    })),
  };
}

export const printRequests: Handlers<'print/draw-sheet'> = {
  async 'print/draw-sheet'(session, { layout, fonts = false }, { signal }) {
    checkLayout(layout);
    const { host } = session;
    // Sheets of large plans take seconds: those that somebody no longer wants, when their turn comes, are not drawn at all.
    await new Promise<void>((resolve) => host.timer.start(0, resolve));
    if (signal?.aborted) throw new WorkbenchError('command/cancelled');
    const { project } = session;
    const { epsg, crsName, name } = project.file.describe();
    const sheet = await drawSheet({
      layout,
      maps: layout.scenarios.map((id) => sheetMap(project, id)),
      epsg,
      crsName,
      project: name,
      programVersion: host.programVersion,
      date: sheetDate(layout, host.clock.now()),
    });
    return fonts ? { ...sheet, svg: await embedFonts(sheet.svg, await host.loadFonts()) } : sheet;
  },
};
