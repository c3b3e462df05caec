import type { FeatureId, LayerId } from '#core/model/ids.ts';
import { describeRemark, remarkHint } from '#core/model/remark.ts';
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
  const { data: manifests } = useQuery('evaluation/list', {});
  const imported = remarks.map((remark, place): ListedRemark => {
    const [at] = remark.places;
    const layer = description.layers.find(({ name, id }) => name === at?.layer || id === at?.layer);
    const features = remark.places.flatMap(({ feature }) => (feature ? [feature as FeatureId] : []));
    return {
      key: `import ${place}`,
      severity: remark.severity,
      from: at?.file ? { zh: at.file, en: at.file } : tableTexts.fromImport,
      text: { zh: describeRemark(remark, 'zh'), en: describeRemark(remark, 'en') },
      hint: { zh: remarkHint(remark, 'zh'), en: remarkHint(remark, 'en') },
      places: layer && features.length > 0 ? { layer: layer.id, features } : null,
      count: remark.count,
    };
  });
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
  return [...imported, ...evaluated];
}
