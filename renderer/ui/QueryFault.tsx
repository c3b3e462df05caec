import type { WorkbenchError } from '#core/model/workbench-error.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { appTexts } from '#renderer/texts/app-texts.ts';
import { Empty } from './Empty.tsx';

/** What stands in the place of an answer that could not be had: what happened, what to do, and a way to ask again. */
export function QueryFault({ error }: { readonly error: WorkbenchError }) {
  const { queries } = useWorkbench();
  const say = useText();
  const language = useLanguage();
  return (
    <div role="alert">
      <Empty text={`${error.describe(language)} ${error.hint(language)}`}>
        <button type="button" className="button low" onClick={() => queries.retryFailed()}>
          {say(appTexts.tryAgain)}
        </button>
      </Empty>
    </div>
  );
}
