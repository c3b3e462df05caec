import { Checkbox, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Scenario } from '#core/model/scenario.ts';
import { type CompareChoices, compareCharts } from '#renderer/state/compare-choices.ts';
import { buildReport } from '#renderer/state/evaluation-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench, type Workbench } from '#renderer/state/workbench.ts';
import { compareTexts } from '#renderer/texts/compare-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ScenarioMark } from '#renderer/ui/ScenarioMark.tsx';
import { Tabs } from '#renderer/ui/Tabs.tsx';
import { ComparisonBars } from './ComparisonBars.tsx';
import { ComparisonRadar } from './ComparisonRadar.tsx';
import { ComparisonTable } from './ComparisonTable.tsx';
import { TradeOffs } from './TradeOffs.tsx';
import { type ComparisonRow, chartable, useComparison } from './use-comparison.ts';

async function saveWorkbook(workbench: Workbench, scenarios: readonly Scenario[]): Promise<void> {
  const { language } = workbench.window.get();
  const bytes = await buildReport(workbench, {
    language,
    format: 'xlsx',
    scenarios: scenarios.map(({ id }) => id),
    evaluators: [],
  });
  const name = workbench.project.get().state?.description.name ?? 'cityloom';
  if (!bytes) return;
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  try {
    await workbench.host.saveFile(`${name}.xlsx`, type, new Uint8Array(bytes));
  } catch (thrown) {
    workbench.activity.fail(thrown);
  }
}

/** Which indicators bars and radar show. */
function IndicatorChoice({ rows }: { readonly rows: readonly ComparisonRow[] }) {
  const { window } = useWorkbench();
  const say = useText();
  const hidden = useWindow((state) => state.compare.hidden);
  const toggle = (key: string): void =>
    window.set(({ compare }) => ({
      compare: {
        ...compare,
        hidden: hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key],
      },
    }));
  const shown = rows.filter(({ key }) => !hidden.includes(key)).length;
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <button type="button" className="button low">
          {say(compareTexts.chosen, { shown, all: rows.length })}
          <Icon of={IconChevronDown} size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={320} className="scrolled-menu">
        {rows.map((row) => (
          <Menu.Item key={row.key} onClick={() => toggle(row.key)}>
            <Checkbox readOnly tabIndex={-1} checked={!hidden.includes(row.key)} label={say(row.definition.label)} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The indicators of all scenarios as a table or in one of three charts. */
export function ComparisonPanel() {
  const workbench = useWorkbench();
  const say = useText();
  const { chart, hidden, across, up } = useWindow((state) => state.compare);
  const comparison = useComparison();
  const { scenarios } = comparison;
  const rows = chartable(comparison.rows);
  const shown = rows.filter(({ key }) => !hidden.includes(key));
  const bodies: Readonly<Record<CompareChoices['chart'], ReactNode>> = {
    table: <ComparisonTable comparison={comparison} />,
    bars: <ComparisonBars rows={shown} scenarios={scenarios} />,
    radar: <ComparisonRadar rows={shown} scenarios={scenarios} />,
    'trade-offs': <TradeOffs rows={rows} scenarios={scenarios} across={across} up={up} />,
  };
  return (
    <section className="panel comparison" aria-label={say(compareTexts.indicators)}>
      <div className="panel-head">
        <Tabs
          label={say(compareTexts.indicators)}
          panel="comparison"
          items={compareCharts.map((id) => ({ id, label: say(compareTexts[id]) }))}
          current={chart}
          onChange={(next) => workbench.window.set(({ compare }) => ({ compare: { ...compare, chart: next } }))}
        />
        <ul className="mark-legend">
          {scenarios.map((scenario) => (
            <li key={scenario.id}>
              <ScenarioMark scenario={scenario} />
              {say(scenario.name)}
            </li>
          ))}
          <li>
            <svg width="9" height="12" aria-hidden>
              <path d="M4.5 1V11" stroke="var(--t2)" />
            </svg>
            {say(compareTexts.target)}
          </li>
        </ul>
        <span className="space" />
        {(chart === 'bars' || chart === 'radar') && <IndicatorChoice rows={rows} />}
        <button
          type="button"
          className="button low"
          aria-label={say(compareTexts.saveXlsx)}
          title={say(compareTexts.saveXlsx)}
          onClick={() => void saveWorkbook(workbench, scenarios)}
        >
          <Icon of={IconDownload} size={14} />
          {say(compareTexts.xlsx)}
        </button>
      </div>
      <div className="scroll" role="tabpanel" id="comparison-panel" aria-labelledby={`comparison-tab-${chart}`}>
        {chart !== 'table' && shown.length === 0 ? <Empty text={say(compareTexts.noneChosen)} /> : bodies[chart]}
      </div>
    </section>
  );
}
