import { IconX } from '@tabler/icons-react';
import { formatNumber } from '#core/model/text.ts';
import type { ResultOnMap } from '#renderer/map/use-shown-result.ts';
import { viridisGradient } from '#renderer/map/viridis.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { fieldUnit } from '#renderer/ui/field-text.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { measureOf, writeNumber } from '#renderer/ui/measure.ts';

/** What the colours of a shown result mean. */
export function ResultLegend({ legend }: { readonly legend: ResultOnMap['legend'] }) {
  const { window } = useWorkbench();
  const say = useText();
  const language = useLanguage();
  if (!legend) return null;
  const { range } = legend;
  const isRamp = legend.kind === 'ramp';
  const label = isRamp ? legend.value.label : legend.layer.label;
  const measure = isRamp ? measureOf(legend.value.unit, legend.value.decimals, language) : null;
  const field = isRamp ? undefined : legend.layer.fields.find(({ name }) => name === legend.layer.styleField);
  const write = (value: number): string => (measure ? writeNumber(value, measure) : formatNumber(value, 2));
  const unit = measure ? measure.unit : field ? fieldUnit(field, language) : '';
  return (
    <section className="result-legend float" aria-label={say(mapTexts.legend)}>
      <div className="result-legend-head">
        <span>
          {say(label)}
          {field && <span className="dim"> · {say(field.label)}</span>}
        </span>
        <IconButton
          icon={IconX}
          kind="small"
          label={say(mapTexts.hideResult)}
          onClick={() => window.set({ shownResult: null })}
        />
      </div>
      {range && (
        <>
          <div className="ramp" style={{ background: viridisGradient }} />
          <div className="ramp-ends">
            <span>{write(range[0])}</span>
            <span>{write((range[0] + range[1]) / 2)}</span>
            <span>
              {write(range[1])} {unit}
            </span>
          </div>
        </>
      )}
      {!isRamp &&
        legend.categories.map(({ name, colour }) => (
          <div key={name} className="ramp-none">
            <span className="swatch" style={{ background: colour }} aria-hidden />
            {name}
          </div>
        ))}
      {isRamp && (
        <div className="ramp-none dim">
          <span className="swatch neutral" aria-hidden />
          {say(mapTexts.noValue)}
        </div>
      )}
    </section>
  );
}
