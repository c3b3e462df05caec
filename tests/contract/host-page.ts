import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { chooseHost } from '#renderer/platform/choose-host.ts';
import type { Host, HostEvent } from '#renderer/platform/host.ts';

/** The page of the host contract: no interface, only the host and what a test needs to reach it. */
export interface HostPage {
  readonly host: Host;
  /** Events since the page was loaded. */
  readonly events: HostEvent[];
  /** Files of the last drop on the page. */
  dropped: Promise<FileSource[]> | undefined;
  /** The code of the error that `work` fails with; empty when it does not fail. */
  codeOf(work: () => Promise<unknown>): Promise<string>;
}

const host = chooseHost();
window.contract = {
  host,
  events: [],
  dropped: undefined,
  async codeOf(work) {
    try {
      await work();
      return '';
    } catch (error) {
      return error instanceof WorkbenchError ? error.code : `not a WorkbenchError: ${String(error)}`;
    }
  },
};
document.title = 'contract';
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  if (event.dataTransfer !== null) window.contract.dropped = host.droppedFiles(event.dataTransfer);
});
