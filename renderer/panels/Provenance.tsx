import type { FeatureId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { formatNumber } from '#core/model/text.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription } from '#renderer/state/workbench.ts';
import { inspectorTexts } from '#renderer/texts/inspector-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { formatLabel } from '#renderer/ui/format-label.ts';
import { dayText } from '#renderer/ui/time-text.ts';

interface ProvenanceProps {
  readonly layer: Layer;
  readonly features: readonly FeatureId[];
}

/** Where the data of a layer came from, enough to find the file again and to prove that it is the same. */
export function Provenance({ layer, features }: ProvenanceProps) {
  const say = useText();
  const language = useLanguage();
  const description = useDescription();
  const { source } = layer;
  if (!source) return <Empty text={say(inspectorTexts.noSource)} />;
  const codes = description.codeTables.find((table) => table.id === layer.codeTable);
  const rows: readonly (readonly [string, string | undefined])[] = [
    [say(inspectorTexts.file), source.file],
    [say(inspectorTexts.sourceLayer), source.sourceLayer],
    [say(inspectorTexts.format), formatLabel(source.format)],
    [say(inspectorTexts.sourceCrs), source.crs],
    [say(inspectorTexts.encoding), source.encoding],
    [say(inspectorTexts.codeTable), codes && say(codes.label)],
    [say(inspectorTexts.size), `${formatNumber(source.bytes / 1024, 0)} KiB`],
    [say(inspectorTexts.imported), dayText(source.imported, language)],
    ['SHA-256', source.sha256],
    [say(inspectorTexts.featureId), features.length === 1 ? features[0] : undefined],
  ];
  return (
    <>
      <div className="inspector-title">
        <h3 className="ellipsis">{layer.name}</h3>
      </div>
      <dl className="key-values provenance">
        {rows.map(([label, value]) =>
          value === undefined ? null : (
            <div key={label} className="key-value">
              <dt>{label}</dt>
              <dd className="selectable">{value}</dd>
            </div>
          ),
        )}
      </dl>
    </>
  );
}
