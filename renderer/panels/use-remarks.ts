import type { FeatureId, LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { describeRemark, type Remark, remarkHint } from '#core/model/remark.ts';
import type { LocalText } from '#core/model/text.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useProject, useWindow } from '#renderer/state/workbench.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';

/** A remark with where it comes from and what it is about. */
export interface ListedRemark {
  readonly key: string;
  readonly severity: 'info' | 'warning';
  readonly from: LocalText;
  readonly text: LocalText;
  readonly hint: LocalText;
  /** Features to zoom to, when they are known. */
  readonly places: { readonly layer: LayerId; readonly features: readonly FeatureId[] } | null;
  readonly count: number;
}

/** What importing, opening and evaluating had to say about the project and the scenario that is shown. */
export function useRemarks(): readonly ListedRemark[] {
  const { description, remarks } = useProject();
  const scenario = useWindow((state) => state.scenario);
  const { data: evaluations } = useQuery('evaluation/results', {});
  const { data: manifests } = useQuery('evaluation/list', { withResults: true });
  const listed = (remark: Remark, key: string, from: LocalText, of?: Layer): ListedRemark => {
    const [at] = remark.places;
    const layer = of ?? description.layers.find(({ name, id }) => name === at?.layer || id === at?.layer);
    const features = remark.places.flatMap(({ feature }) => (feature ? [feature as FeatureId] : []));
    return {
      key,
      severity: remark.severity,
      from: at?.file ? { zh: at.file, en: at.file } : from,
      text: { zh: describeRemark(remark, 'zh'), en: describeRemark(remark, 'en') },
      hint: { zh: remarkHint(remark, 'zh'), en: remarkHint(remark, 'en') },
      places: layer && features.length > 0 ? { layer: layer.id, features } : null,
      count: remark.count,
    };
  };
  const opened = remarks.map((remark, place) => listed(remark, `open ${place}`, tableTexts.fromImport));
  const imported = description.layers.flatMap((layer) =>
    (layer.remarks ?? []).map((remark, place) =>
      listed(remark, `${layer.id} ${place}`, { zh: layer.name, en: layer.name }, layer),
    ),
  );
  const evaluated = (evaluations ?? [])
    .filter(({ record }) => record.scenario === scenario)
    .flatMap(({ record }) =>
      record.result.remarks.map(
        (remark, place): ListedRemark => ({
          key: `${record.id} ${place}`,
          severity: remark.severity,
          from: manifests?.find(({ id }) => id === record.evaluator)?.name ?? {
            zh: record.evaluator,
            en: record.evaluator,
          },
          text: remark.text,
          hint: { zh: '', en: '' },
          places: null,
          count: 0,
        }),
      ),
    );
  return [...opened, ...imported, ...evaluated];
}
