import { useText } from '#renderer/state/use-text.ts';
import { evaluateTexts } from '#renderer/texts/evaluate-texts.ts';
import { panelTexts } from '#renderer/texts/panel-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Splitter } from '#renderer/ui/Splitter.tsx';
import { EvaluatorList } from './EvaluatorList.tsx';
import { ParameterPanel } from './ParameterPanel.tsx';
import { ResultCards } from './ResultCards.tsx';
import { RunMatrix } from './RunMatrix.tsx';
import { useEvaluation } from './use-evaluation.ts';
import { usePanelSize } from './use-panel-size.ts';

/** Evaluate mode: evaluators left, their runs and results in the middle, parameters and provenance right. */
export function EvaluatePage() {
  const say = useText();
  const evaluation = useEvaluation();
  const left = usePanelSize('evaluators', 220, 0.34);
  const right = usePanelSize('parameters', 240, 0.36);
  const { manifests, current } = evaluation;
  return (
    <main className="workspace evaluate">
      <div className="column" style={{ width: left.size }}>
        <EvaluatorList evaluation={evaluation} />
      </div>
      <Splitter {...left} orientation="vertical" direction={1} label={say(panelTexts.resizeLeft)} />
      <div className="column centre">
        {manifests.length === 0 ? (
          <section className="panel">{evaluation.loaded && <Empty centred text={say(evaluateTexts.none)} />}</section>
        ) : (
          <div className="evaluate-centre scroll">
            <RunMatrix evaluation={evaluation} />
            <ResultCards evaluation={evaluation} />
          </div>
        )}
      </div>
      <Splitter {...right} orientation="vertical" direction={-1} label={say(panelTexts.resizeRight)} />
      <div className="column" style={{ width: right.size }}>
        {current ? (
          <ParameterPanel key={current.id} manifest={current} evaluation={evaluation} />
        ) : (
          <section className="panel" />
        )}
      </div>
    </main>
  );
}
