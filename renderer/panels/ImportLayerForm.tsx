import { TextInput } from '@mantine/core';
import type { ReadOptions } from '#core/formats/format.ts';
import type { ImportPlan, PlannedLayer } from '#core/formats/import-plan.ts';
import { type RoleId, roleOf } from '#core/model/role.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { LateSelect } from '#renderer/ui/LateSelect.tsx';
import { DrawingSection } from './DrawingSection.tsx';
import { EncodingChoice } from './EncodingChoice.tsx';
import { FieldMappingTable } from './FieldMappingTable.tsx';
import { type LayerPlace, rolesFor } from './import-edits.ts';
import { PlaceSection } from './PlaceSection.tsx';

interface ImportLayerFormProps {
  readonly plan: ImportPlan;
  readonly place: LayerPlace;
  readonly layer: PlannedLayer;
  readonly onPlan: (plan: ImportPlan) => void;
  readonly onChange: (change: (layer: PlannedLayer) => PlannedLayer) => void;
}

/** What one layer is, and how it is read. */
export function ImportLayerForm({ plan, place, layer, onPlan, onChange }: ImportLayerFormProps) {
  const say = useText();
  const { engine, activity } = useWorkbench();
  const { source } = plan.files[place.file]!;
  const take = async (changed: Promise<ImportPlan>): Promise<void> => {
    try {
      onPlan(await changed);
    } catch (thrown) {
      activity.fail(thrown);
    }
  };
  const readWith = (change: ReadOptions): Promise<void> => {
    const read = { ...layer.read, ...change };
    return take(engine.request('import/set-reading', { plan, source, entry: layer.entry, read }));
  };
  const readAs = (role: RoleId): Promise<void> =>
    take(engine.request('import/set-role', { plan, source, layer: place.layer, role }));
  return (
    <>
      <section className="import-identity">
        <TextInput
          label={say(importTexts.layerName)}
          value={layer.name}
          onChange={(event) => {
            const name = event.currentTarget.value;
            onChange((old) => ({ ...old, name }));
          }}
        />
        <LateSelect
          label={say(importTexts.role)}
          data={rolesFor(layer).map((role) => ({ value: role as string, label: say(roleOf(role).label) }))}
          value={layer.role}
          onChange={(role) => role && void readAs(role as RoleId)}
        />
        <p className="dim import-reason">{say(layer.roleReason)}</p>
      </section>
      <EncodingChoice layer={layer} onChoose={(encoding) => readWith({ encoding })} />
      <DrawingSection layer={layer} onRead={(drawing) => readWith({ drawing })} />
      <PlaceSection plan={plan} place={place} layer={layer} onPlan={onPlan} />
      <FieldMappingTable plan={plan} layer={layer} onChange={onChange} />
    </>
  );
}
