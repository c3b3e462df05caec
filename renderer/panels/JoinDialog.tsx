import { Checkbox, Select } from '@mantine/core';
import { useState } from 'react';
import type { LayerId } from '#core/model/ids.ts';
import { type JoinKeys, type JoinRule, joinRules, type KeyForm } from '#core/model/join.ts';
import { joinTable } from '#renderer/state/join-commands.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useProject, useWorkbench } from '#renderer/state/workbench.ts';
import { joinTexts } from '#renderer/texts/join-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Empty } from '#renderer/ui/Empty.tsx';
import { JoinFields } from './JoinFields.tsx';
import { JoinFitView } from './JoinFitView.tsx';

const formNames = ['trim', 'width', 'zeros', 'case'] as const satisfies readonly (keyof KeyForm)[];

interface JoinDialogProps {
  readonly layer: LayerId;
  readonly onClose: () => void;
}

/** Joins a table to a layer: key, comparison, what fits and what does not, fields and their names. */
export function JoinDialog({ layer: id, onClose }: JoinDialogProps) {
  const workbench = useWorkbench();
  const say = useText();
  const { description, featureCounts } = useProject();
  const layer = description.layers.find((each) => each.id === id);
  const others = description.layers.filter((each) => each.id !== id && each.table !== '');
  // Plain tables are what is joined most.
  const [tableId, setTable] = useState(() => (others.find(({ geometry }) => geometry === 'none') ?? others[0])?.id);
  const [form, setForm] = useState<KeyForm>({ trim: true, width: true });
  const [chosen, setChosen] = useState<JoinKeys | null>(null);
  const [rule, setRule] = useState<JoinRule>('refuse');
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const table = others.find((each) => each.id === tableId);
  const { data } = useQuery(
    'table/preview-join',
    table ? { layer: id, table: table.id, form, ...(chosen ? { keys: chosen } : {}) } : null,
  );
  if (!layer) return null;
  const keys = chosen ?? data?.keys ?? null;
  const fields = table?.fields.filter(({ name }) => name !== keys?.table) ?? [];

  const run = async (): Promise<void> => {
    if (!table || !keys) return;
    setBusy(true);
    const wanted = fields
      .filter(({ name }) => !left.has(name))
      .map(({ name }) => ({ from: name, to: names[name] ?? name }));
    const done = await joinTable(workbench, { layer: id, table: table.id, keys, form, rule, fields: wanted });
    setBusy(false);
    if (done) onClose();
  };
  const keySelect = (side: 'layer' | 'table') => (
    <Select
      label={say(side === 'layer' ? joinTexts.layerKey : joinTexts.tableKey)}
      searchable
      data={(side === 'layer' ? layer : table)?.fields.map(({ name }) => name) ?? []}
      value={keys?.[side] ?? null}
      onChange={(name) =>
        name !== null && setChosen({ layer: keys?.layer ?? '', table: keys?.table ?? '', [side]: name })
      }
    />
  );
  return (
    <Dialog
      title={say(joinTexts.title, { name: layer.name })}
      width={620}
      onClose={onClose}
      foot={
        <button
          type="button"
          className="button primary large"
          disabled={busy || !data?.fit || data.fit.matched === 0 || left.size === fields.length}
          onClick={() => void run()}
        >
          {say(joinTexts.join)}
        </button>
      }
    >
      {!table ? (
        <Empty text={say(joinTexts.noTables)} />
      ) : (
        <div className="form join-form">
          <Select
            label={say(joinTexts.table)}
            data={others.map((each) => ({ value: each.id as string, label: each.name }))}
            value={table.id}
            onChange={(value) => {
              setTable((value ?? table.id) as LayerId);
              setChosen(null);
              setNames({});
              setLeft(new Set());
            }}
          />
          <div className="join-keys">
            {keySelect('layer')}
            {keySelect('table')}
          </div>
          {data && data.suggestions.length > 0 && (
            <p className="join-suggestions">
              <span className="dim">{say(joinTexts.suggested)}</span>
              {data.suggestions.slice(0, 3).map((each) => (
                <button
                  key={`${each.layer} ${each.table}`}
                  type="button"
                  className="link-button"
                  onClick={() => setChosen({ layer: each.layer, table: each.table })}
                >
                  {say(joinTexts.suggestion, {
                    layer: each.layer,
                    table: each.table,
                    share: Math.round(100 * each.matched),
                  })}
                </button>
              ))}
            </p>
          )}
          <fieldset className="join-compare">
            <legend>{say(joinTexts.compare)}</legend>
            {formNames.map((name) => (
              <Checkbox
                key={name}
                label={say(joinTexts[name])}
                checked={form[name] === true}
                onChange={(event) => setForm({ ...form, [name]: event.currentTarget.checked })}
              />
            ))}
          </fieldset>
          {data?.fit && <JoinFitView fit={data.fit} count={featureCounts[id] ?? 0} />}
          <Select
            label={say(joinTexts.rule)}
            data={joinRules.map((each) => ({ value: each, label: say(joinTexts[each]) }))}
            value={rule}
            onChange={(value) => setRule(joinRules.find((each) => each === value) ?? rule)}
          />
          <JoinFields fields={fields} names={names} left={left} onNames={setNames} onLeft={setLeft} />
        </div>
      )}
    </Dialog>
  );
}
