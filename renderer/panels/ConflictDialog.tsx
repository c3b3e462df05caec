import type { OpenConflict } from '#core/model/conflict.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { shortId } from '#renderer/state/feature-name.ts';
import { settleConflicts } from '#renderer/state/record-commands.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { scenarioTexts } from '#renderer/texts/scenario-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { fieldLabel, fieldValue } from '#renderer/ui/field-text.ts';

/** As many rows are shown at once; the rest come up as these are settled. */
const shownRows = 60;

function keyOf({ layer, feature, part }: OpenConflict): string {
  return `${layer} ${feature} ${part.kind === 'field' ? part.field : part.kind}`;
}

interface RowProps {
  readonly conflict: OpenConflict;
  readonly layer: Layer | undefined;
  readonly onTake: (take: 'mine' | 'parents') => void;
}

/** One thing that both changed, with both values as buttons: the one that is pressed holds. */
function ConflictRow({ conflict, layer, onTake }: RowProps) {
  const say = useText();
  const language = useLanguage();
  const workbench = useWorkbench();
  const { part, feature } = conflict;
  const texts = (): readonly [what: string, mine: string, parents: string] => {
    if (part.kind === 'geometry')
      return [say(scenarioTexts.geometry), say(scenarioTexts.changed), say(scenarioTexts.changed)];
    if (part.kind === 'feature') {
      const byParent = part.deletedBy === 'parent';
      return [
        say(scenarioTexts.wholeFeature),
        say(byParent ? scenarioTexts.changed : scenarioTexts.deleted),
        say(byParent ? scenarioTexts.deleted : scenarioTexts.changed),
      ];
    }
    const field = layer?.fields.find(({ name }) => name === part.field);
    const write = (value: typeof part.mine): string =>
      (field ? fieldValue(field, value, language) : String(value ?? '')) || say(scenarioTexts.noValue);
    return [layer ? say(fieldLabel(layer.role, part.field)) : part.field, write(part.mine), write(part.parents)];
  };
  const [what, mine, parents] = texts();
  return (
    <tr>
      <td>
        <button
          type="button"
          className="link-button"
          onClick={() => workbench.map.verbs?.fitFeatures(conflict.layer, [feature])}
        >
          {layer?.name} {shortId(feature)}
        </button>
      </td>
      <td>{what}</td>
      <td>
        <button type="button" className="button low" title={say(scenarioTexts.takeMine)} onClick={() => onTake('mine')}>
          {mine}
        </button>
      </td>
      <td>
        <button
          type="button"
          className="button low"
          title={say(scenarioTexts.takeParents)}
          onClick={() => onTake('parents')}
        >
          {parents}
        </button>
      </td>
    </tr>
  );
}

/** What a scenario and its parent both changed, to be settled one by one or all at once. */
export function ConflictDialog({
  scenario: id,
  onClose,
}: {
  readonly scenario: ScenarioId;
  readonly onClose: () => void;
}) {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  const scenario = scenarioOf(description, id);
  const parent = scenarioOf(description, scenario.parent ?? id);
  const { data: conflicts = [] } = useQuery('scenario/conflicts', { id });
  const take = (chosen: readonly OpenConflict[], which: 'mine' | 'parents', whole: boolean): void => {
    const choices = chosen.map(({ layer, feature, part }) => {
      const field = !whole && part.kind === 'field' ? { field: part.field } : {};
      return { layer, feature, take: which, ...field };
    });
    void settleConflicts(workbench, id, choices);
  };
  return (
    <Dialog
      title={`${say(scenarioTexts.conflicts)} · ${say(scenario.name)} / ${say(parent.name)}`}
      width={720}
      onClose={onClose}
      foot={
        <>
          <button
            type="button"
            className="button large"
            disabled={conflicts.length === 0}
            onClick={() => take(conflicts, 'mine', true)}
          >
            {say(scenarioTexts.allMine)}
          </button>
          <button
            type="button"
            className="button large"
            disabled={conflicts.length === 0}
            onClick={() => take(conflicts, 'parents', true)}
          >
            {say(scenarioTexts.allParents)}
          </button>
        </>
      }
    >
      <p className="soft">{say(conflicts.length === 0 ? scenarioTexts.noConflicts : scenarioTexts.conflictHint)}</p>
      {conflicts.length > 0 && (
        <div className="conflict-list">
          <table>
            <thead>
              <tr>
                <th>{say(scenarioTexts.feature)}</th>
                <th>{say(scenarioTexts.what)}</th>
                <th>{say(scenarioTexts.mine)}</th>
                <th>{say(scenarioTexts.parents)}</th>
              </tr>
            </thead>
            <tbody>
              {conflicts.slice(0, shownRows).map((conflict) => (
                <ConflictRow
                  key={keyOf(conflict)}
                  conflict={conflict}
                  layer={description.layers.find((layer) => layer.id === conflict.layer)}
                  onTake={(which) => take([conflict], which, false)}
                />
              ))}
            </tbody>
          </table>
          {conflicts.length > shownRows && (
            <p className="dim">{say(scenarioTexts.more, { count: conflicts.length - shownRows })}</p>
          )}
        </div>
      )}
    </Dialog>
  );
}
