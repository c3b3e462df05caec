import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { AnswerOf, EngineClient, RequestName, RequestOf, RequestOptions } from '#core/rpc/requests.ts';
import { basemapRequests } from './basemap-requests.ts';
import { calculationRequests } from './calculation-requests.ts';
import { compareRequests } from './compare-requests.ts';
import { editRequests } from './edit-requests.ts';
import type { EngineHost } from './engine-host.ts';
import { evaluationRequests } from './evaluation-requests.ts';
import { exportRequests } from './export-requests.ts';
import { fieldRequests } from './field-requests.ts';
import type { Handler, Handlers } from './handler.ts';
import { importRequests } from './import-requests.ts';
import { indicatorRequests } from './indicator-requests.ts';
import { joinRequests } from './join-requests.ts';
import { layerRequests } from './layer-requests.ts';
import { ownIndicatorRequests } from './own-indicator-requests.ts';
import { pluginRequests } from './plugin-requests.ts';
import { printRequests } from './print-requests.ts';
import { projectRequests } from './project-requests.ts';
import { readinessRequests } from './readiness-requests.ts';
import { reportRequests } from './report-requests.ts';
import { scenarioRequests } from './scenario-requests.ts';
import { Session } from './session.ts';
import { shapeRequests } from './shape-requests.ts';
import { sketchRequests } from './sketch-requests.ts';
import { suggestRequests } from './suggest-requests.ts';
import { typeRequests } from './type-requests.ts';

const handlers: Handlers<RequestName> = {
  ...projectRequests,
  ...basemapRequests,
  ...importRequests,
  ...editRequests,
  ...calculationRequests,
  ...shapeRequests,
  ...layerRequests,
  ...exportRequests,
  ...joinRequests,
  ...fieldRequests,
  ...readinessRequests,
  ...scenarioRequests,
  ...sketchRequests,
  ...typeRequests,
  ...indicatorRequests,
  ...ownIndicatorRequests,
  ...compareRequests,
  ...evaluationRequests,
  ...pluginRequests,
  ...reportRequests,
  ...printRequests,
  ...suggestRequests,
};

/**
 * The whole product without a screen: one open project and every request of core/rpc answered. Requests that change the
 * project have to come one after another (`serveEngine` sees to it for windows). Every failure is a `WorkbenchError`.
 */
export function createEngine(host: EngineHost): EngineClient {
  const session = new Session(host);
  return {
    async request<Name extends RequestName>(
      name: Name,
      request: RequestOf<Name>,
      options: RequestOptions = {},
    ): Promise<AnswerOf<Name>> {
      const handler = handlers[name] as Handler<Name> | undefined;
      if (!handler) throw new WorkbenchError('command/unknown', { name });
      try {
        await session.plugins.load();
        return await handler(session, request, options);
      } catch (thrown) {
        throw WorkbenchError.from(thrown);
      }
    },
    on: (name, listener) => session.on(name, listener),
  };
}
