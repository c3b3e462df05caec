import { deriveParcelQuantities } from '#core/indicators/parcel-quantities.ts';
import type { DevelopmentType } from '#core/model/development-type.ts';
import type { Edit, FeatureState } from '#core/model/edit.ts';
import { type Scalar, textColumn } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Scenario } from '#core/model/scenario.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { TypeEffect } from '#core/rpc/requests.ts';
import { applyEdits, featureEdits, recordEdit } from '#core/scenario/apply-edits.ts';
import { scenariosOf } from '#core/scenario/branch.ts';
import { checkedType, formatTypes, freeTypeId, parseTypes, typeEdit } from '#core/scenario/development-types.ts';
import { valuesOfType } from '#core/sketch/paint.ts';
import { overlayChanges } from '#core/store/overlay.ts';
import type { Handlers } from './handler.ts';
import type { OpenProject } from './session.ts';

type States = Map<FeatureId, Exclude<FeatureState, null | 'deleted'>>;

function typeOf({ facts }: OpenProject, id: string): DevelopmentType {
  const type = facts.types.get(id);
  if (type) return type;
  throw new WorkbenchError('sketch/unknown-type', { type: id, known: [...facts.types.keys()].join(', ') });
}

/**
 * Parcels that a scenario itself has painted with a type, as they become when the type changes: values that are still those of
 * the type follow it, values that a person has set otherwise stay.
 */
function repainted(
  { file }: OpenProject,
  layer: LayerId,
  scenario: ScenarioId,
  old: DevelopmentType,
  next: DevelopmentType,
): States {
  const states: States = new Map();
  const before = valuesOfType(old);
  const after = valuesOfType(next);
  for (const [feature, own] of file.ownChanges(layer, scenario)) {
    if (own === 'deleted' || own.values['development_type'] !== old.id) continue;
    const values: Record<string, Scalar> = { ...own.values };
    for (const [field, value] of Object.entries(after)) {
      if (field in values && values[field] === before[field]) values[field] = value;
    }
    states.set(feature, { geometry: own.geometry, values });
  }
  return states;
}

const canChange = ({ id, locked }: Scenario): boolean => id !== baselineId && !locked;

/** What a scenario's parcels come to with the type as it is and as it would be. */
function effectOn(
  open: OpenProject,
  scenario: Scenario,
  old: DevelopmentType,
  next: DevelopmentType,
): TypeEffect | undefined {
  const { tables, facts } = open;
  const [layer] = tables.layersOf('parcel');
  if (!layer) return undefined;
  const before = tables.table(layer.id, scenario.id);
  const types = textColumn(before, 'development_type');
  const parcels = types ? types.filter((id) => id === old.id).length : 0;
  if (parcels === 0) return undefined;
  // What is inherited from scenarios above changes there.
  const chain = [scenario, ...open.file.chain(scenario.id).map((id) => open.file.scenario(id))];
  const states: States = new Map();
  for (const above of chain.reverse()) {
    if (canChange(above))
      for (const [id, state] of repainted(open, layer.id, above.id, old, next)) states.set(id, state);
  }
  const own = open.file.changesFromBaseline(layer.id, scenario.id);
  for (const [id] of states) {
    const shown = own.get(id);
    if (!shown || shown === 'deleted' || shown.values['development_type'] !== old.id) states.delete(id);
  }
  const after = overlayChanges(before, states);
  const sums = (table: typeof before, known: ReadonlyMap<string, DevelopmentType>) => {
    const { residents, jobs, floorArea } = deriveParcelQuantities(table, facts.assumptions, known);
    const sum = (column: Float64Array) =>
      column.reduce((total, value, row) => (types![row] === old.id && !Number.isNaN(value) ? total + value : total), 0);
    return { residents: sum(residents), jobs: sum(jobs), floorArea: sum(floorArea) };
  };
  const isChanged = canChange(scenario);
  return {
    scenario: scenario.id,
    parcels,
    locked: !isChanged,
    before: sums(before, facts.types),
    after: sums(after, new Map([...facts.types, [next.id, next]])),
  };
}

/** The edits that make a type what it is to be, and repaint what was painted with it in scenarios that can be changed. */
function changeEdits(open: OpenProject, next: DevelopmentType): Edit[] {
  const old = open.facts.types.get(next.id);
  const record = typeEdit(open.file, next);
  const [layer] = open.tables.layersOf('parcel');
  if (!old || !layer) return [record];
  const scenarios = scenariosOf(open.file).filter(canChange);
  const painted = scenarios.flatMap(({ id }) =>
    featureEdits(open.file, layer.id, id, repainted(open, layer.id, id, old, next)),
  );
  return [record, ...painted];
}

const named = (zh: string, en: string, { label }: DevelopmentType): LocalText => ({
  zh: `${zh}“${label.zh}”`,
  en: `${en} "${label.en}"`,
});

export const typeRequests: Handlers<
  'types/preview' | 'types/change' | 'types/add' | 'types/delete' | 'types/export' | 'types/import'
> = {
  'types/preview'({ project }, { type }) {
    const next = checkedType(type);
    const old = typeOf(project, type.id);
    return scenariosOf(project.file).flatMap((scenario) => effectOn(project, scenario, old, next) ?? []);
  },

  'types/change'(session, { type }) {
    typeOf(session.project, type.id);
    const edits = changeEdits(session.project, checkedType(type));
    applyEdits(session.project.file, named('修改开发类型', 'Change development type', type), edits, 'user');
    return session.state();
  },

  'types/add'(session, { type }) {
    const { file, facts } = session.project;
    const id = freeTypeId(
      new Set(
        file
          .records('development-type')
          .map(([known]) => known)
          .concat([...facts.types.keys()]),
      ),
      type.label.en,
    );
    const edit = typeEdit(file, { ...type, id });
    applyEdits(file, named('新建开发类型', 'New development type', type), [edit], 'user');
    return { state: session.state(), id };
  },

  'types/delete'(session, { id }) {
    const { project } = session;
    const type = typeOf(project, id);
    const uses = scenariosOf(project.file).flatMap((scenario) => {
      const parcels = project.tables.roleTable('parcel', scenario.id);
      const column = parcels && textColumn(parcels, 'development_type');
      const count = column ? column.filter((own) => own === id).length : 0;
      return count > 0 ? [{ scenario, count }] : [];
    });
    if (uses.length > 0) {
      const names = (language: 'zh' | 'en') =>
        uses.map(({ scenario }) => scenario.name[language]).join(language === 'zh' ? '、' : ', ');
      const count = Math.max(...uses.map((use) => use.count));
      throw new WorkbenchError('types/in-use', {
        type: type.label,
        count,
        scenarios: { zh: names('zh'), en: names('en') },
      });
    }
    const edit = recordEdit(project.file, 'development-type', id, null);
    applyEdits(project.file, named('删除开发类型', 'Delete development type', type), [edit], 'user');
    return session.state();
  },

  'types/export': ({ project }) => formatTypes([...project.facts.types.values()]),

  'types/import'(session, { text, fileName }) {
    const types = parseTypes(text, fileName);
    const label = { zh: `导入开发类型：${fileName}`, en: `Import development types: ${fileName}` };
    // Types that are there already change as if they were edited, with what was painted with them.
    const edits = types.flatMap((type) => changeEdits(session.project, type));
    applyEdits(session.project.file, label, edits, 'user');
    return session.state();
  },
};
