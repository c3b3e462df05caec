import { useMemo } from 'react';
import { featureSizes } from '#core/geometry/feature-sizes.ts';
import { numberColumn, textColumn } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { landUseDefinitions, landUseOf } from '#core/model/land-use.ts';
import type { Layer } from '#core/model/layer.ts';
import { formatNumber } from '#core/model/text.ts';
import { rowsById } from '#renderer/map/map-data.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWindow } from '#renderer/state/workbench.ts';
import { inspectorTexts } from '#renderer/texts/inspector-texts.ts';
import { LandSwatch } from '#renderer/ui/LandSwatch.tsx';
import { writeArea, writeLength } from '#renderer/ui/measure.ts';
import { SelectionActions } from './SelectionActions.tsx';

interface SelectionSummaryProps {
  readonly layer: Layer;
  readonly features: readonly FeatureId[];
}

/** Several features: how many, how much land, and of which use. */
export function SelectionSummary({ layer, features }: SelectionSummaryProps) {
  const say = useText();
  const language = useLanguage();
  const scenario = useWindow((state) => state.scenario);
  const { data: table } = useQuery('layer/read', { layer: layer.id, scenario });
  const summary = useMemo(() => {
    if (!table) return null;
    const byId = rowsById(table);
    const rows = features.flatMap((id) => byId.get(id) ?? []);
    const sizes = featureSizes(table.geometry);
    const uses = textColumn(table, 'land_use');
    const residents = numberColumn(table, 'residents');
    const byUse = new Map<string, number>();
    let total = 0;
    let people = 0;
    for (const row of rows) {
      total += sizes[row]!;
      const here = residents?.[row] ?? 0;
      people += Number.isNaN(here) ? 0 : here;
      const use = uses?.[row];
      if (use) byUse.set(use, (byUse.get(use) ?? 0) + sizes[row]!);
    }
    return { total, people, byUse: [...byUse].sort((a, b) => b[1] - a[1]) };
  }, [table, features]);
  if (!summary) return null;
  const isLine = layer.geometry === 'line';
  return (
    <>
      <div className="inspector-title">
        <div>
          <h3>{say(inspectorTexts.selected, { count: features.length })}</h3>
          <p className="dim">{layer.name}</p>
        </div>
      </div>
      <dl className="key-values">
        {layer.geometry !== 'point' && (
          <div className="key-value">
            <dt>{say(isLine ? inspectorTexts.totalLength : inspectorTexts.totalArea)}</dt>
            <dd>{isLine ? writeLength(summary.total) : writeArea(summary.total, language)}</dd>
          </div>
        )}
        {summary.people > 0 && (
          <div className="key-value">
            <dt>{say(inspectorTexts.residents)}</dt>
            <dd>{formatNumber(summary.people, 0)}</dd>
          </div>
        )}
        {summary.byUse.map(([use, area]) => (
          <div key={use} className="key-value">
            <dt>
              <LandSwatch landUse={use} />
              <span className="swatch-label">{say(landUseDefinitions[landUseOf(use)].label)}</span>
            </dt>
            <dd>{writeArea(area, language)}</dd>
          </div>
        ))}
      </dl>
      <SelectionActions layer={layer} features={features} />
    </>
  );
}
