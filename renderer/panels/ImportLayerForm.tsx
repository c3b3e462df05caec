import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ImportPlan, PlannedCrs, PlannedLayer } from '#core/formats/import-plan.ts';
import { withCrs } from '#core/formats/plan-changes.ts';
import { type RoleId, roleOf } from '#core/model/role.ts';
import { formatNumber, type LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { crsLabel } from '#renderer/ui/crs-label.ts';
import { FieldMappingTable } from './FieldMappingTable.tsx';
import { type LayerPlace, rolesFor, withRole } from './import-edits.ts';

interface ImportLayerFormProps {
  readonly plan: ImportPlan;
  readonly place: LayerPlace;
  readonly layer: PlannedLayer;
  readonly onPlan: (plan: ImportPlan) => void;
  readonly onChange: (change: (layer: PlannedLayer) => PlannedLayer) => void;
}

const origins: Readonly<Record<PlannedCrs['origin'], LocalText>> = {
  declared: importTexts.declared,
  assumed: importTexts.assumed,
  stated: importTexts.stated,
  missing: importTexts.missingCrs,
  none: importTexts.noCrs,
};

/** Which coordinate system the layer is in, how that is known, and the way to say otherwise. */
function CrsSection({ plan, place, layer, onPlan }: Omit<ImportLayerFormProps, 'onChange'>) {
  const say = useText();
  const language = useLanguage();
  const [code, setCode] = useState('');
  const [error, setError] = useState<WorkbenchError | null>(null);
  const { crs, extent } = layer;
  const apply = async (): Promise<void> => {
    const target = plan.files[place.file]!.layers[place.layer]!;
    try {
      const text = /^\d+$/.test(code.trim()) ? `EPSG:${code.trim()}` : code.trim();
      onPlan(await withCrs(plan, text, (one) => one === target));
      setError(null);
      setCode('');
    } catch (thrown) {
      setError(WorkbenchError.from(thrown));
    }
  };
  // Small numbers are degrees, of which two decimals are a kilometre.
  const decimals = extent && Math.max(...extent.map(Math.abs)) <= 360 ? 5 : 2;
  const problem = error ?? (crs.problem ? WorkbenchError.fromData(crs.problem) : null);
  return (
    <section>
      <h3>
        {say(importTexts.crs)} <span className="dim">{say(origins[crs.origin])}</span>
      </h3>
      {crs.origin !== 'none' && (
        <div className="import-crs">
          <div className={`import-choice ${crs.origin === 'missing' ? 'missing' : ''}`}>
            <strong>{crs.name === '' ? say(importTexts.missingCrs) : crsLabel(crs.name, language)}</strong>{' '}
            {!crs.name.includes(crs.id) && <span className="dim">{crs.id}</span>}
            <p className="soft selectable">{say(crs.reason)}</p>
          </div>
          <form
            className="import-other"
            onSubmit={(event) => {
              event.preventDefault();
              void apply();
            }}
          >
            <TextInput
              aria-label={say(importTexts.otherCrs)}
              placeholder={say(importTexts.otherCrs)}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <button type="submit" className="button" disabled={code.trim() === ''}>
              {say(importTexts.apply)}
            </button>
          </form>
          {extent && (
            <dl className="import-extent">
              <dt>{say(importTexts.rangeX)}</dt>
              <dd>
                {formatNumber(extent[0], decimals)} – {formatNumber(extent[2], decimals)}
              </dd>
              <dt>{say(importTexts.rangeY)}</dt>
              <dd>
                {formatNumber(extent[1], decimals)} – {formatNumber(extent[3], decimals)}
              </dd>
            </dl>
          )}
        </div>
      )}
      {problem && (
        <p className="import-problem selectable" role="alert">
          {problem.describe(language)} {problem.hint(language)}
        </p>
      )}
    </section>
  );
}

/** What one layer is, and how it is read. */
export function ImportLayerForm({ plan, place, layer, onPlan, onChange }: ImportLayerFormProps) {
  const say = useText();
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
        <Select
          label={say(importTexts.role)}
          data={rolesFor(layer).map((role) => ({ value: role as string, label: say(roleOf(role).label) }))}
          value={layer.role}
          onChange={(role) => role && onChange((old) => withRole(old, role as RoleId))}
        />
        <div>
          <span className="field-label">{say(importTexts.encoding)}</span>
          <p className="import-fact">{layer.encoding ?? <span className="dim">{say(importTexts.noTexts)}</span>}</p>
        </div>
        <p className="dim import-reason">{say(layer.roleReason)}</p>
      </section>
      <CrsSection plan={plan} place={place} layer={layer} onPlan={onPlan} />
      <FieldMappingTable plan={plan} layer={layer} onChange={onChange} />
    </>
  );
}
