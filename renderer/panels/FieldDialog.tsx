import { Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { FieldType } from '#core/model/feature-table.ts';
import type { Layer } from '#core/model/layer.ts';
import type { WorkbenchError } from '#core/model/workbench-error.ts';
import { changeFields } from '#renderer/state/field-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { fieldTexts } from '#renderer/texts/field-texts.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FaultText } from '#renderer/ui/FaultText.tsx';

const types: readonly FieldType[] = ['text', 'integer', 'real', 'boolean', 'date'];

interface FieldDialogProps {
  readonly layer: Layer;
  /** What is done: a new field, or a new name or the end of one. */
  readonly verb: 'add' | 'rename' | 'remove';
  /** The field that is renamed or taken away. */
  readonly field: string;
  readonly onClose: () => void;
}

/** Adds a field to a layer, renames one or takes one away. What is refused stays here with the reason. */
export function FieldDialog({ layer, verb, field, onClose }: FieldDialogProps) {
  const workbench = useWorkbench();
  const say = useText();
  const [name, setName] = useState(verb === 'rename' ? field : '');
  const [type, setType] = useState<FieldType>('real');
  const [unit, setUnit] = useState('');
  const [fault, setFault] = useState<WorkbenchError | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const refused = await changeFields(
      workbench,
      layer.id,
      verb === 'add'
        ? { verb, name, type, ...(unit.trim() === '' ? {} : { unit: unit.trim() }) }
        : verb === 'rename'
          ? { verb, name: field, to: name }
          : { verb, name: field },
    );
    if (refused) setFault(refused);
    else onClose();
  };
  const isNumber = type === 'real' || type === 'integer';
  return (
    <Dialog title={`${say(fieldTexts[verb])} · ${layer.name}`} width={440} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        {verb === 'remove' ? (
          <p>{say(fieldTexts.removeWarning, { name: field })}</p>
        ) : (
          <TextInput
            data-autofocus
            label={say(fieldTexts.name)}
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setFault(null);
            }}
          />
        )}
        {verb === 'add' && (
          <>
            <Select
              label={say(fieldTexts.type)}
              data={types.map((value) => ({ value, label: say(fieldTexts[value]) }))}
              allowDeselect={false}
              value={type}
              onChange={(value) => value && setType(value)}
            />
            {isNumber && (
              <TextInput
                label={say(fieldTexts.unit)}
                placeholder="m2"
                value={unit}
                onChange={(event) => setUnit(event.currentTarget.value)}
              />
            )}
          </>
        )}
        <FaultText fault={fault} />
        <div className="dialog-foot">
          <button type="button" className="button large" onClick={onClose}>
            {say(projectTexts.cancel)}
          </button>
          <button
            type="submit"
            className="button primary large"
            disabled={verb !== 'remove' && name.trim() === ''}
            {...(verb === 'remove' ? { 'data-autofocus': true } : {})}
          >
            {say(fieldTexts[`${verb}Do`])}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
