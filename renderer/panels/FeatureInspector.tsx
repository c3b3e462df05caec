import { lookUpCode } from '#core/model/code-table.ts';
import type { Field, Scalar } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { landUseDefinitions, landUseOf } from '#core/model/land-use.ts';
import type { Layer } from '#core/model/layer.ts';
import { roleOf } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import type { FeatureDetail } from '#core/rpc/requests.ts';
import { codesOf } from '#renderer/map/map-data.ts';
import { numberField, shortId } from '#renderer/state/feature-name.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription, useWindow } from '#renderer/state/workbench.ts';
import { inspectorTexts } from '#renderer/texts/inspector-texts.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { fieldLabel, fieldUnit, fieldValue } from '#renderer/ui/field-text.ts';
import { LandSwatch } from '#renderer/ui/LandSwatch.tsx';
import { measureOf, writeArea, writeValue } from '#renderer/ui/measure.ts';
import { SelectionActions } from './SelectionActions.tsx';

const derivedLabels: Readonly<Record<string, { readonly label: LocalText; readonly unit: string }>> = {
  area_m2: { label: inspectorTexts.area, unit: 'area' },
  floor_area: { label: inspectorTexts.floorArea, unit: 'm2' },
  residents: { label: inspectorTexts.residents, unit: 'person' },
  jobs: { label: inspectorTexts.jobs, unit: 'job' },
  dwellings: { label: inspectorTexts.dwellings, unit: 'dwelling' },
  green_area: { label: inspectorTexts.greenArea, unit: 'area' },
};

/** The name and kind of the feature, with its colour. */
function Title({ layer, detail }: { readonly layer: Layer; readonly detail: FeatureDetail }) {
  const say = useText();
  const language = useLanguage();
  const description = useDescription();
  const { values, id, changed, baseline } = detail;
  const isParcel = layer.role === 'parcel';
  const landUse = typeof values['land_use'] === 'string' ? values['land_use'] : null;
  const code = typeof values['land_use_code'] === 'string' ? values['land_use_code'] : null;
  const codes = codesOf(description, layer);
  const meaning = code ? lookUpCode(codes, code) : undefined;
  const fitting = meaning?.landUse === landUseOf(landUse) ? meaning : undefined;
  const number = isParcel ? numberField(layer.fields) : undefined;
  const called = [language === 'en' ? values['name_en'] : null, values['name'], number && values[number]];
  const name = called.find((one) => typeof one === 'string' && one !== '') as string | undefined;
  const kind = isParcel
    ? `${fitting && code ? `${code} ` : ''}${say(fitting?.label ?? landUseDefinitions[landUseOf(landUse)].label)}`
    : layer.name;
  return (
    <div className="inspector-title">
      {isParcel && <LandSwatch landUse={landUse} code={code} codes={codes} size={26} />}
      <div>
        <h3 className="selectable">
          {isParcel
            ? say(mapTexts.parcel, { id: name ?? shortId(id) })
            : (name ?? `${say(roleOf(layer.role).label)} ${shortId(id)}`)}
        </h3>
        <p className="dim">{kind}</p>
      </div>
      <span className="space" />
      {changed && <span className="chip warn">{say(baseline ? inspectorTexts.changed : inspectorTexts.added)}</span>}
    </div>
  );
}

interface ValueRowProps {
  readonly field: Field;
  readonly label: string;
  readonly now: Scalar;
  readonly before: Scalar | undefined;
}

/** One value, with that of the baseline before it where they differ. */
function ValueRow({ field, label, now, before }: ValueRowProps) {
  const language = useLanguage();
  const unit = fieldUnit(field, language);
  const text = fieldValue(field, now, language);
  const old = before === undefined || before === now ? null : fieldValue(field, before, language) || '—';
  return (
    <>
      <dt>{label}</dt>
      <dd className="selectable">
        {old !== null && <span className="dim">{old} →</span>}
        <span>
          {text || '—'}
          {unit !== '' && text !== '' ? `\u00a0${unit}` : ''}
        </span>
      </dd>
    </>
  );
}

/** One feature with all its values. */
export function FeatureInspector({ layer, feature }: { readonly layer: Layer; readonly feature: FeatureId }) {
  const say = useText();
  const language = useLanguage();
  const scenario = useWindow((state) => state.scenario);
  const { data: detail } = useQuery('layer/feature', { layer: layer.id, scenario, feature });
  if (!detail) return null;
  const hidden: readonly (string | undefined)[] =
    layer.role === 'parcel' ? ['land_use_code', 'land_use', numberField(layer.fields)] : ['name', 'name_en'];
  const fields = layer.fields.filter(({ name }) => {
    const known = detail.values[name] !== null || (detail.baseline?.[name] ?? null) !== null;
    return known && !hidden.includes(name);
  });
  const derived = Object.entries(detail.derived).filter(
    ([name]) => derivedLabels[name] && !fields.some((field) => field.name === name),
  );
  return (
    <>
      <Title layer={layer} detail={detail} />
      <dl className="key-values">
        {derived.map(([name, value]) => {
          const { label, unit } = derivedLabels[name]!;
          return (
            <div key={name} className="key-value">
              <dt>{say(label)}</dt>
              <dd className="selectable">
                {unit === 'area' ? writeArea(value, language) : writeValue(value, measureOf(unit, 0, language))}
              </dd>
            </div>
          );
        })}
        {fields.map((field) => (
          <div key={field.name} className="key-value">
            <ValueRow
              field={field}
              label={say(fieldLabel(layer.role, field.name))}
              now={detail.values[field.name] ?? null}
              before={detail.changed ? (detail.baseline?.[field.name] ?? undefined) : undefined}
            />
          </div>
        ))}
      </dl>
      <SelectionActions layer={layer} features={[feature]} />
    </>
  );
}
