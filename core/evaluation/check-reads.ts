import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { EvaluatorParameter, Manifest, ReadScope } from './contract.ts';
import { type Fault, type FaultFinder, faultList } from './fault.ts';

const scopes: readonly ReadScope[] = ['own', 'with-baseline', 'all'];

function checkRead(finder: FaultFinder, value: unknown, path: string, own: unknown): string | undefined {
  const read = finder.object(value, path, ['evaluator', 'indicators', 'scenarios', 'purpose']);
  if (!read) return undefined;
  finder.choice(read.scenarios, `${path}.scenarios`, scopes);
  finder.localText(read.purpose, `${path}.purpose`);
  finder.unique(
    finder.list(read.indicators, `${path}.indicators`, (item, at) => finder.text(item, at)),
    `${path}.indicators`,
  );
  if (typeof own === 'string' && read.evaluator === own) {
    finder.add(
      `${path}.evaluator`,
      { zh: '评估器读取自己的结果', en: 'the evaluator reads its own results' },
      { zh: '删去这一条', en: 'remove it' },
    );
  }
  return finder.text(read.evaluator, `${path}.evaluator`);
}

/** Notes what is wrong with the `reads` and `runs` of one manifest. */
export function checkReads(finder: FaultFinder, manifest: Readonly<Record<string, unknown>>): void {
  if (manifest.reads !== undefined) {
    const read = finder.list(manifest.reads, '$.reads', (item, path) => checkRead(finder, item, path, manifest.id));
    finder.unique(read, '$.reads');
  }
  if (manifest.runs === undefined) return;
  const runs = finder.object(manifest.runs, '$.runs', ['parameter', 'scenarios', 'purpose']);
  if (!runs) return;
  finder.choice(runs.scenarios, '$.runs.scenarios', scopes);
  finder.localText(runs.purpose, '$.runs.purpose');
  const parameters = manifest.parameters as Readonly<Record<string, { readonly choices?: unknown }>> | undefined;
  const name = finder.text(runs.parameter, '$.runs.parameter');
  if (name !== undefined && parameters?.[name]?.choices !== 'indicators') {
    finder.add(
      '$.runs.parameter',
      { zh: `“${name}”不是选取指标的参数`, en: `"${name}" is no parameter that chooses an indicator` },
      { zh: '写一个 choices 为 indicators 的参数', en: 'name a parameter whose choices are "indicators"' },
    );
  }
}

function refuse(manifest: Manifest, fault: Fault): never {
  throw new WorkbenchError('plugin/bad-manifest', { id: manifest.id, count: 1, faults: faultList([fault]) });
}

/** The evaluators that stand in a circle, beginning and ending with the same; undefined when there is none. */
function circleFrom(id: string, byId: ReadonlyMap<string, Manifest>, path: readonly string[]): string[] | undefined {
  const start = path.indexOf(id);
  if (start >= 0) return [...path.slice(start), id];
  for (const { evaluator } of byId.get(id)?.reads ?? []) {
    const circle = circleFrom(evaluator, byId, [...path, id]);
    if (circle) return circle;
  }
  return undefined;
}

/** Indicators that may be run again, as the choices of a parameter. */
function indicatorChoices(manifests: readonly Manifest[]): Pick<EvaluatorParameter, 'enum' | 'enumTitles'> {
  const choices = manifests
    .filter(({ runs }) => !runs)
    .flatMap(({ id, name, indicators }) =>
      indicators.map((indicator) => ({
        id: `${id}/${indicator.id}`,
        title: { zh: `${name.zh} · ${indicator.label.zh}`, en: `${name.en} · ${indicator.label.en}` },
      })),
    );
  return { enum: choices.map(({ id }) => id), enumTitles: choices.map(({ title }) => title) };
}

/**
 * The evaluators of a program as one set: none builds on itself by way of others, none on one that has others run again, and
 * parameters that choose among all indicators know their choices. Fails with `plugin/bad-manifest`.
 */
export function joinManifests(manifests: readonly Manifest[]): readonly Manifest[] {
  const byId = new Map(manifests.map((manifest) => [manifest.id, manifest]));
  for (const manifest of manifests) {
    const circle = circleFrom(manifest.id, byId, []);
    if (circle) {
      const chain = circle.join(' → ');
      refuse(manifest, {
        path: '$.reads',
        message: { zh: `评估器互相读取：${chain}`, en: `evaluators read each other in a circle: ${chain}` },
        fix: { zh: '删去其中一条', en: 'remove one of these' },
      });
    }
    const planner = manifest.reads?.find(({ evaluator }) => byId.get(evaluator)?.runs);
    if (planner) {
      refuse(manifest, {
        path: '$.reads',
        message: {
          zh: `“${planner.evaluator}”会让其他评估器重新运行，不能再被读取`,
          en: `"${planner.evaluator}" has others run again and cannot be read in turn`,
        },
        fix: { zh: '删去这一条', en: 'remove it' },
      });
    }
  }
  const choices = indicatorChoices(manifests);
  return manifests.map((manifest) => {
    const entries = Object.entries(manifest.parameters);
    if (!entries.some(([, parameter]) => parameter.choices)) return manifest;
    const parameters = Object.fromEntries(
      entries.map(([name, parameter]) => [name, parameter.choices ? { ...parameter, ...choices } : parameter]),
    );
    return { ...manifest, parameters };
  });
}
