import { Fragment, type ReactNode } from 'react';
import type { DockPanel, DockSide } from '#renderer/state/panel-places.ts';
import { useText } from '#renderer/state/use-text.ts';
import { panelTexts } from '#renderer/texts/panel-texts.ts';
import { InTurn } from '#renderer/ui/InTurn.tsx';
import { Splitter } from '#renderer/ui/Splitter.tsx';
import { DevelopmentTypes } from './DevelopmentTypes.tsx';
import { IndicatorPanel } from './IndicatorPanel.tsx';
import { Inspector } from './Inspector.tsx';
import { LayerPanel } from './LayerPanel.tsx';
import type { PanelDrag } from './use-panel-drag.ts';
import { usePanelSize } from './use-panel-size.ts';

const contents: Readonly<Record<DockPanel, () => ReactNode>> = {
  layers: () => <LayerPanel />,
  types: () => <DevelopmentTypes />,
  indicators: () => <IndicatorPanel />,
  inspector: () => <Inspector />,
};

/** A panel below another one, with the border that sets its height. */
function LowerPart({ panel }: { readonly panel: DockPanel }) {
  const say = useText();
  const height = usePanelSize(panel, 120, 0.7, 'height');
  return (
    <>
      <Splitter
        {...height}
        orientation="horizontal"
        direction={-1}
        label={say(panelTexts.resizePanel, { name: say(panelTexts[panel]) })}
      />
      <div className="column-part dock-part" data-panel={panel} style={{ height: height.size }}>
        <InTurn>{contents[panel]()}</InTurn>
      </div>
    </>
  );
}

interface DockColumnProps {
  readonly side: DockSide;
  /** Panels from top to bottom; the first takes what the others leave. */
  readonly panels: readonly DockPanel[];
  readonly drag: PanelDrag | null;
  readonly width: number;
}

/** The panels of one side of the map. An empty side is seen only while a panel is on its way. */
export function DockColumn({ side, panels, drag, width }: DockColumnProps) {
  const drop = drag?.side === side ? drag : null;
  const mark = <i className="drop-mark" aria-hidden />;
  if (panels.length === 0) {
    return drag ? <div className="column dock-empty" data-dock={side} data-over={drop !== null} /> : null;
  }
  return (
    <div className="column" data-dock={side} style={{ width }}>
      {panels.map((panel, place) => (
        <Fragment key={panel}>
          {drop?.before === panel && mark}
          {place === 0 ? (
            <div className="dock-part first" data-panel={panel}>
              <InTurn>{contents[panel]()}</InTurn>
            </div>
          ) : (
            <LowerPart panel={panel} />
          )}
        </Fragment>
      ))}
      {drop && drop.before === undefined && mark}
    </div>
  );
}
