import { IconAlertTriangle, IconCheck, IconInfoCircle, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ImportReport, ReportedFile, ReportedLayer } from '#core/formats/import-plan.ts';
import { describeRemark, type Remark, remarkHint } from '#core/model/remark.ts';
import { roleOf } from '#core/model/role.ts';
import { WorkbenchError, type WorkbenchErrorData } from '#core/model/workbench-error.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { contentText, sizeText } from './import-edits.ts';

function Failure({ error: data }: { readonly error: WorkbenchErrorData }) {
  const language = useLanguage();
  const error = WorkbenchError.fromData(data);
  return (
    <p className="outcome-line failed selectable">
      <Icon of={IconX} size={14} />
      <span>
        {error.describe(language)} <span className="dim">{error.hint(language)}</span>
      </span>
    </p>
  );
}

function Remarks({ remarks }: { readonly remarks: readonly Remark[] }) {
  const language = useLanguage();
  return remarks.map((remark) => (
    <p
      key={`${remark.code} ${JSON.stringify(remark.parameters)}`}
      className={`outcome-line ${remark.severity} selectable`}
    >
      <Icon of={remark.severity === 'warning' ? IconAlertTriangle : IconInfoCircle} size={14} />
      <span>
        {describeRemark(remark, language)} <span className="dim">{remarkHint(remark, language)}</span>
      </span>
    </p>
  ));
}

function LayerOutcome({ layer }: { readonly layer: ReportedLayer }) {
  const say = useText();
  return (
    <li>
      <p className="outcome-layer">
        <strong>{layer.name}</strong>
        <span className="dim">{say(roleOf(layer.role).label)}</span>
        <span className="space" />
        {layer.error ? say(importTexts.notImported) : say(sizeText(layer))}
      </p>
      {layer.error && <Failure error={layer.error} />}
      <Remarks remarks={layer.remarks} />
    </li>
  );
}

/** Whether nothing of a file was imported. */
export function hasFailed({ error, layers }: ReportedFile): boolean {
  return error !== undefined || (layers.length > 0 && layers.every((layer) => layer.error));
}

function failedFirst({ files }: ImportReport): readonly ReportedFile[] {
  return files.toSorted((a, b) => Number(hasFailed(b)) - Number(hasFailed(a)));
}

/** What became of each file, those first of which nothing was imported. */
export function ImportOutcome({ report, onClose }: { readonly report: ImportReport; readonly onClose: () => void }) {
  const say = useText();
  // The dialog stays open when the button that ran the import goes, and its focus with it.
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus(), []);
  return (
    <>
      <ul className="outcome scroll">
        {failedFirst(report).map((file) => {
          const imported = file.layers.filter(({ error }) => !error);
          const failed = hasFailed(file);
          return (
            <li key={file.file} className="outcome-file">
              <h3>
                {file.file}
                <span className="space" />
                <span className={`chip ${failed ? 'bad' : 'ok'}`}>
                  <Icon of={failed ? IconX : IconCheck} size={13} />
                  {failed ? say(importTexts.notImported) : say(importTexts.imported, { what: contentText(imported) })}
                </span>
              </h3>
              {file.error && <Failure error={file.error} />}
              <Remarks remarks={file.remarks} />
              <ul>
                {file.layers.map((layer) => (
                  <LayerOutcome key={`${layer.name} ${layer.geometry}`} layer={layer} />
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
      <footer className="import-foot">
        <span className="space" />
        <button type="button" className="button primary large" ref={done} onClick={onClose}>
          {say(importTexts.done)}
        </button>
      </footer>
    </>
  );
}
