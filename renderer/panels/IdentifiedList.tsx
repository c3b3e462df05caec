import type { FeatureId, LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { rowsOfIds } from '#renderer/map/map-data.ts';
import { featureName, nameFields } from '#renderer/state/feature-name.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { inspectorTexts } from '#renderer/texts/inspector-texts.ts';
import { LayerSymbol } from './LayerSymbol.tsx';

interface FoundRowProps {
  readonly layer: Layer;
  readonly feature: FeatureId;
  readonly current: boolean;
}

function FoundRow({ layer, feature, current }: FoundRowProps) {
  const { window } = useWorkbench();
  const language = useLanguage();
  const scenario = useWindow((state) => state.scenario);
  const { data: table } = useQuery('layer/read', { layer: layer.id, scenario, fields: nameFields(layer) });
  const [row] = table ? rowsOfIds(table, [feature]) : [];
  const name = table && row !== undefined ? featureName(layer, table, row, language) : '';
  return (
    <li>
      <button
        type="button"
        className={`row ${current ? 'selected' : ''}`}
        aria-pressed={current}
        onClick={() => window.set({ selected: { layer: layer.id, features: [feature] }, tableLayer: layer.id })}
      >
        <LayerSymbol layer={layer} />
        <span className="ellipsis">{name}</span>
        <span className="space" />
        <span className="dim ellipsis">{layer.name}</span>
      </button>
    </li>
  );
}

/** Everything under the last click, of all layers, to choose from; nothing while something else is selected. */
export function IdentifiedList() {
  const say = useText();
  const description = useDescription();
  const found = useWindow((state) => state.identified);
  const selected = useWindow((state) => state.selected);
  const isCurrent = (layer: LayerId, feature: FeatureId): boolean =>
    selected.layer === layer && selected.features.length === 1 && selected.features[0] === feature;
  if (found.length < 2 || !found.some(({ layer, feature }) => isCurrent(layer, feature))) return null;
  return (
    <section className="identified" aria-label={say(inspectorTexts.here, { count: found.length })}>
      <p className="dim">{say(inspectorTexts.here, { count: found.length })}</p>
      <ul>
        {found.map(({ layer, feature }) => {
          const record = description.layers.find((one) => one.id === layer);
          if (!record) return null;
          return (
            <FoundRow
              key={`${layer} ${feature}`}
              layer={record}
              feature={feature}
              current={isCurrent(layer, feature)}
            />
          );
        })}
      </ul>
    </section>
  );
}
