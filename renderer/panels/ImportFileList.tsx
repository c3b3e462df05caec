import { Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconInfoCircle, IconPlus } from '@tabler/icons-react';
import type { ImportPlan, PlannedFile, PlannedLayer } from '#core/formats/import-plan.ts';
import { describeRemark, remarkHint } from '#core/model/remark.ts';
import { roleOf } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { chooseImportFiles } from '#renderer/state/import-commands.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { formatLabel } from '#renderer/ui/format-label.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { isReady, type LayerPlace, sizeText, warningCount, withLayer } from './import-edits.ts';

interface ImportFileListProps {
  readonly plan: ImportPlan;
  readonly chosen: LayerPlace | null;
  readonly onChoose: (place: LayerPlace) => void;
  readonly onChange: (plan: ImportPlan) => void;
}

/** Whether a layer can be imported, or how much there is to look at. */
function LayerState({ file, layer }: { readonly file: PlannedFile; readonly layer: PlannedLayer }) {
  const say = useText();
  const warnings =
    file.layers.length === 1
      ? warningCount(file)
      : layer.remarks.filter(({ severity }) => severity === 'warning').length;
  if (!isReady(layer)) return <span className="chip bad">{say(importTexts.crsShort)}</span>;
  if (warnings > 0) return <span className="chip warn count">{warnings}</span>;
  return (
    <span className="chip ok count">
      <Icon of={IconCheck} size={13} />
    </span>
  );
}

/** One file that cannot be read: why. */
function FailedFile({ file }: { readonly file: PlannedFile }) {
  const language = useLanguage();
  const say = useText();
  const error = WorkbenchError.fromData(file.error!);
  return (
    <li className="import-file failed">
      <div>
        <strong className="ellipsis">{file.file}</strong>
        <span className="chip bad">{say(importTexts.cannotRead)}</span>
      </div>
      <p className="selectable">{error.describe(language)}</p>
      <p className="dim selectable">{error.hint(language)}</p>
    </li>
  );
}

/** All remarks about the files, each with its file. */
function Remarks({ plan }: { readonly plan: ImportPlan }) {
  const say = useText();
  const language = useLanguage();
  const remarks = plan.files.flatMap((file) =>
    [...file.remarks, ...file.layers.filter(({ include }) => include).flatMap((layer) => layer.remarks)].map(
      (remark, place) => ({
        key: `${file.source} ${place}`,
        file: file.file,
        remark,
      }),
    ),
  );
  return (
    <section className="import-remarks" aria-label={say(importTexts.remarksCount, { count: remarks.length })}>
      <h3>
        {remarks.length > 0 ? say(importTexts.remarksCount, { count: remarks.length }) : say(importTexts.noRemarks)}
      </h3>
      <ul>
        {remarks.map(({ key, file, remark }) => (
          <li key={key} className={remark.severity} title={`${file}: ${remarkHint(remark, language)}`}>
            <Icon of={remark.severity === 'warning' ? IconAlertTriangle : IconInfoCircle} size={14} />
            <span className="selectable">{describeRemark(remark, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The files with their layers; below, what there is to know about them. */
export function ImportFileList({ plan, chosen, onChoose, onChange }: ImportFileListProps) {
  const workbench = useWorkbench();
  const say = useText();
  return (
    <div className="import-files">
      <ul className="scroll" aria-label={say(importTexts.files)}>
        {plan.files.map((file, place) =>
          file.error ? (
            <FailedFile key={file.source} file={file} />
          ) : (
            file.layers.map((layer, order) => {
              const selected = chosen?.file === place && chosen.layer === order;
              const name = file.layers.length === 1 ? file.file : layer.name;
              const at = { file: place, layer: order };
              return (
                <li
                  key={`${file.source} ${layer.entry} ${layer.sourceLayer} ${layer.geometry}`}
                  className={`import-file ${selected ? 'selected' : ''}`}
                >
                  <Checkbox
                    aria-label={say(importTexts.include, { name })}
                    checked={layer.include}
                    onChange={(event) => {
                      const include = event.currentTarget.checked;
                      onChange(withLayer(plan, at, (old) => ({ ...old, include })));
                    }}
                  />
                  <button type="button" aria-current={selected} onClick={() => onChoose(at)}>
                    <span>
                      <strong className="ellipsis" title={name}>
                        {name}
                      </strong>
                      <LayerState file={file} layer={layer} />
                    </span>
                    <span className="soft">
                      <span className="ellipsis">
                        {file.layers.length === 1 ? formatLabel(layer.format) : file.file} · {say(sizeText(layer))}
                      </span>
                      <span>{say(roleOf(layer.role).label)}</span>
                    </span>
                  </button>
                </li>
              );
            })
          ),
        )}
        <li>
          <button type="button" className="import-add" onClick={() => void chooseImportFiles(workbench)}>
            <Icon of={IconPlus} size={14} />
            {say(importTexts.addFiles)}
          </button>
        </li>
      </ul>
      <Remarks plan={plan} />
    </div>
  );
}
