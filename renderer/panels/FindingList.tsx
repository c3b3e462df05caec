import { useRef } from 'react';
import { baselineId, type LayerId } from '#core/model/ids.ts';
import { unitLabel } from '#core/model/indicator.ts';
import { formatNumber } from '#core/model/text.ts';
import { isFixable } from '#core/readiness/checks.ts';
import type { CheckResult, Finding } from '#core/readiness/readiness.ts';
import { rowsById } from '#renderer/map/map-data.ts';
import { featureName } from '#renderer/state/feature-name.ts';
import { previewFix, showFinding } from '#renderer/state/readiness-commands.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { readinessTexts } from '#renderer/texts/readiness-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { useVirtualRows } from '#renderer/ui/use-virtual-rows.ts';

const rowHeight = 26;
/** Features named of one finding. */
const namedFeatures = 2;

interface FindingListProps {
  readonly layer: LayerId;
  readonly result: CheckResult;
  readonly unit: string | undefined;
}

/** What one check found, with the way to each place. */
export function FindingList({ layer, result, unit }: FindingListProps) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const scroller = useRef<HTMLUListElement>(null);
  const description = useDescription();
  const record = description.layers.find(({ id }) => id === layer);
  const { data: table } = useQuery('layer/read', { layer, scenario: baselineId });
  const { findings, count } = result;
  const { first, end } = useVirtualRows(scroller, findings.length, rowHeight);
  if (count === 0) return <Empty text={say(readinessTexts.none)} />;

  const named = ({ features }: Finding): string => {
    if (!record || !table || features.length === 0) return '';
    const rows = rowsById(table);
    const names = features.slice(0, namedFeatures).flatMap((id) => {
      const row = rows.get(id);
      return row === undefined ? [] : [featureName(record, table, row, language)];
    });
    const more = features.length > namedFeatures ? ` +${formatNumber(features.length - namedFeatures)}` : '';
    return names.join(' · ') + more;
  };
  const suffix = unit === undefined ? '' : unitLabel(unit)[language];
  return (
    <>
      <ul ref={scroller} className="finding-list">
        <li aria-hidden style={{ height: first * rowHeight }} />
        {findings.slice(first, end).map((finding) => {
          const { features, place, figure, detail, fixable } = finding;
          return (
            <li key={`${features.join(' ')} ${place?.join(' ')} ${detail?.en}`} className="finding">
              <span className="finding-name ellipsis">{named(finding)}</span>
              <span className="finding-detail ellipsis soft">{detail ? say(detail) : ''}</span>
              {figure !== null && unit !== undefined && (
                <span className="number">
                  {formatNumber(figure, 2)} <span className="dim">{suffix}</span>
                </span>
              )}
              {fixable && isFixable(result.check) && (
                <button
                  type="button"
                  className="link-button"
                  onClick={() =>
                    isFixable(result.check) && void previewFix(workbench, { layer, checks: [result.check], features })
                  }
                >
                  {say(readinessTexts.fixOne)}
                </button>
              )}
              {(place !== null || features.length > 0) && (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => showFinding(workbench, layer, finding, unit)}
                >
                  {say(readinessTexts.zoom)}
                </button>
              )}
            </li>
          );
        })}
        <li aria-hidden style={{ height: (findings.length - end) * rowHeight }} />
      </ul>
      {count > findings.length && (
        <p className="dim finding-more">{say(readinessTexts.shown, { count: findings.length })}</p>
      )}
    </>
  );
}
