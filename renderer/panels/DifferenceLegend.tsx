import { Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { shownScenarios } from '#core/model/scenario.ts';
import { formatNumber } from '#core/model/text.ts';
import { palettes } from '#renderer/map/palette.ts';
import { type DifferenceLegendFacts, fieldChoice } from '#renderer/map/use-difference.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { differenceTexts } from '#renderer/texts/difference-texts.ts';
import { fieldLabel } from '#renderer/ui/field-text.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { measureOf, writeDifference, writeNumber } from '#renderer/ui/measure.ts';
import { ScenarioBadge } from '#renderer/ui/ScenarioBadge.tsx';

const quantities = ['far', 'residents', 'jobs', 'floor_area', 'green_area'] as const;

/** The classes of a quantity with their bounds below the borders between them. */
function Ramp({ quantity }: { readonly quantity: NonNullable<DifferenceLegendFacts['quantity']> }) {
  const say = useText();
  const language = useLanguage();
  const theme = useWindow((state) => state.theme);
  const { of, classes, total } = quantity;
  const measure = { ...measureOf(of.unit, of.decimals, language), decimals: of.decimals };
  const { threshold, strongDecrease, increases } = classes;
  const bounds = [-strongDecrease, -threshold, threshold, ...increases];
  return (
    <>
      <div className="class-ramp" aria-hidden>
        {palettes[theme].diverging.map((colour) => (
          <span key={colour} style={{ background: colour }} />
        ))}
      </div>
      <div className="class-bounds">
        {bounds.map((bound) => (
          <span key={bound}>{bound < 0 ? writeNumber(bound, measure) : `+${writeNumber(bound, measure)}`}</span>
        ))}
      </div>
      <p className="ramp-none dim">
        {say(differenceTexts.below, { threshold: `${formatNumber(threshold)} ${measure.unit}`.trim() })}
      </p>
      {of.id !== 'far' && (
        <p className="ramp-none">
          {say(differenceTexts.total, { total: `${writeDifference(total, measure) ?? '±0'} ${measure.unit}`.trim() })}
        </p>
      )}
    </>
  );
}

/** Which parcels were added, changed and removed, with the colour of each. */
function Changes({ counts }: Pick<DifferenceLegendFacts, 'counts'>) {
  const say = useText();
  const theme = useWindow((state) => state.theme);
  const colours = palettes[theme].diverging;
  const kinds = [
    ['added', counts.added, colours[5]!],
    ['changed', counts.changed, colours[4]!],
    ['removed', counts.removed, colours[0]!],
  ] as const;
  if (kinds.every(([, count]) => count === 0)) return <p className="ramp-none">{say(differenceTexts.none)}</p>;
  return (
    <ul className="difference-kinds">
      {kinds.map(([kind, count, colour]) => (
        <li key={kind} className="ramp-none">
          <span className="swatch" style={{ background: colour }} aria-hidden />
          {say(differenceTexts[kind], { count })}
        </li>
      ))}
      <li className="ramp-none dim">
        <span className="swatch neutral" aria-hidden />
        {say(differenceTexts.unchanged)}
      </li>
    </ul>
  );
}

interface DifferenceLegendProps {
  readonly legend: DifferenceLegendFacts | null;
  /** Whether the other scenario is chosen here, and the legend takes the difference off the map. */
  readonly alone?: boolean;
}

/** What a difference map shows, to choose and to read. */
export function DifferenceLegend({ legend, alone = false }: DifferenceLegendProps) {
  const { window } = useWorkbench();
  const say = useText();
  const description = useDescription();
  const choice = useWindow((state) => state.compare.difference);
  if (!legend) return null;
  const [to, from] = [scenarioOf(description, legend.to), scenarioOf(description, legend.from)];
  const chosenField = choice.startsWith('field ') ? choice.slice('field '.length) : null;
  const fields = [...new Set([...legend.fields, ...(chosenField ? [chosenField] : [])])];
  return (
    <section className="result-legend difference-legend float" aria-label={say(differenceTexts.difference)}>
      <div className="result-legend-head">
        <span className="difference-title">
          <strong>{say(differenceTexts.difference)}</strong>
          <ScenarioBadge scenario={to} />
          {!alone && say(differenceTexts.minus, { name: say(from.name) })}
        </span>
        {alone && (
          <IconButton
            icon={IconX}
            kind="small"
            label={say(differenceTexts.hide)}
            onClick={() => window.set({ differenceFrom: null })}
          />
        )}
      </div>
      {alone && (
        <Select
          className="field-low"
          aria-label={say(differenceTexts.against)}
          value={legend.from}
          data={shownScenarios(description.scenarios)
            .filter(({ id }) => id !== legend.to)
            .map((one) => ({ value: one.id, label: say(differenceTexts.minus, { name: say(one.name) }) }))}
          onChange={(id) => window.set({ differenceFrom: scenarioOf(description, id as typeof legend.from).id })}
        />
      )}
      <Select
        className="field-low"
        aria-label={say(differenceTexts.of)}
        value={choice}
        data={[
          { value: 'changes', label: say(differenceTexts.changes) },
          ...quantities.map((id) => ({ value: id as string, label: say(differenceTexts[id]) })),
          ...fields.map((name) => ({
            value: fieldChoice(name),
            label: say(differenceTexts.field, { name: say(fieldLabel('parcel', name)) }),
          })),
        ]}
        onChange={(difference) =>
          difference !== null && window.set(({ compare }) => ({ compare: { ...compare, difference } }))
        }
      />
      {legend.quantity ? <Ramp quantity={legend.quantity} /> : <Changes counts={legend.counts} />}
    </section>
  );
}
