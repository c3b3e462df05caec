import type { CoordinateSystem } from '#core/crs/coordinate-system.ts';
import { crsTitle, parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import type { Extent } from '#core/crs/definitions.ts';
import type { UnitHint } from '#core/crs/feet-systems.ts';
import { assumeCrs } from '#core/crs/missing-crs.ts';
import { areDegrees, checkPlausible } from '#core/crs/plausibility.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { RemarkList } from '#core/model/remark.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { offsetInName } from './coordinate-columns.ts';
import type { DeclaredCrs } from './format.ts';
import type { PlannedCrs } from './import-plan.ts';

const noCrs: PlannedCrs = {
  id: '',
  name: '',
  origin: 'none',
  reason: { zh: '没有图形', en: 'there is no geometry' },
};

function missing(error: WorkbenchError): PlannedCrs {
  const reason = { zh: error.describe('zh'), en: error.describe('en') };
  return { id: '', name: '', origin: 'missing', reason, problem: error.toData() };
}

/**
 * The coordinate system of a layer: what the file says, where that can be right; else what its coordinates leave no doubt
 * about; else missing, with what a person needs to state it. Problems are kept in the answer, not thrown.
 */
export async function settleCrs(
  file: string,
  declared: DeclaredCrs | undefined,
  geometry: PackedGeometry,
  extent: Extent | undefined,
  projectCrs: CoordinateSystem | undefined,
  hint: UnitHint | undefined,
  remarks: RemarkList,
): Promise<PlannedCrs> {
  if (!extent) {
    return geometry.coordinates.length === 0
      ? noCrs
      : missing(new WorkbenchError('import/no-usable-coordinates', { file }));
  }
  try {
    // A standard that the file evidently does not follow says nothing about it.
    if (declared && !(declared.by === 'standard' && !areDegrees(extent))) {
      return await fromDeclaration(file, declared, extent, remarks);
    }
    const { crs, reason } = await assumeCrs(file, extent, projectCrs, hint);
    remarks.add('crs/assumed', 'warning', { file, crs: crsTitle(crs), reason });
    return { id: crs.id, name: crsTitle(crs), origin: 'assumed', reason };
  } catch (thrown) {
    return missing(WorkbenchError.from(thrown));
  }
}

async function fromDeclaration(
  file: string,
  declared: DeclaredCrs,
  extent: Extent,
  remarks: RemarkList,
): Promise<PlannedCrs> {
  const crs = await parseCoordinateSystem(declared.text);
  const outside = await checkPlausible(file, extent, crs);
  if (outside) remarks.add('crs/coordinates-outside', 'warning', { ...outside });
  const reason: LocalText = { zh: `依据 ${declared.place.zh}`, en: `according to ${declared.place.en}` };
  if (declared.by === 'names') {
    const suspected = declared.offset ? undefined : offsetInName(file);
    if (suspected && crs.kind === 'geographic') {
      remarks.add('crs/offset-suspected', 'warning', { file, offset: suspected === 'gcj02' ? 'GCJ-02' : 'BD-09' });
    }
    remarks.add('crs/assumed', 'info', { file, crs: crsTitle(crs), reason });
    return { id: crs.id, name: crsTitle(crs), origin: 'assumed', reason };
  }
  return { id: crs.id, name: crsTitle(crs), origin: 'declared', reason };
}
