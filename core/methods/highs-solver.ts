import type { Highs, InitOptions } from 'highs';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { IntegerSolver, ZeroOneProgram, ZeroOneSolution } from './integer-program.ts';

/** Largest search tree, in nodes: a limit in time would give other results on other machines. */
const nodeLimit = 20_000;

const options = {
  output_flag: false,
  mip_rel_gap: 0,
  mip_abs_gap: 1e-9,
  mip_max_nodes: nodeLimit,
  random_seed: 0,
} as const;

let loading: Promise<IntegerSolver> | undefined;

/**
 * HiGHS in WebAssembly (Huangfu & Hall 2018), loaded on the first call and shared from then on. Its code and memory are
 * fetched from nowhere: they are part of the program. Fails with `evaluation/solver-unavailable`.
 */
export function loadIntegerSolver(): Promise<IntegerSolver> {
  loading ??= load().catch((thrown: unknown) => {
    loading = undefined;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new WorkbenchError('evaluation/solver-unavailable', { reason }, { cause: thrown });
  });
  return loading;
}

/** What the loader of HiGHS honours besides its declared options. */
interface LoaderOptions extends InitOptions {
  readonly instantiateWasm: (imports: Record<string, never>, receive: (instance: object) => void) => void;
}

async function load(): Promise<IntegerSolver> {
  const [{ default: loadHighs }, { default: base64 }] = await Promise.all([
    import('highs'),
    import('highs/runtime?inline'),
  ]);
  const letters = atob(base64);
  const code = new Uint8Array(letters.length);
  for (let at = 0; at < code.length; at++) code[at] = letters.charCodeAt(at);
  const highs = await new Promise<Highs>((resolve, reject) => {
    const settings: LoaderOptions = {
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(code, imports).then(({ instance }) => receive(instance), reject);
      },
    };
    loadHighs(settings).then(resolve, reject);
  });
  return (program) => solve(highs, program);
}

function solve(highs: Highs, { cost, whole, starts, indices, values, rowLower, rowUpper }: ZeroOneProgram) {
  const { modelStatus } = highs.constants;
  const numCols = cost.length;
  const numRows = rowLower.length;
  const data = {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.minimize,
    colCost: cost,
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(1),
    rowLower,
    rowUpper,
    matrix: { format: 'csr', numRows, numCols, starts, indices, values },
    integrality: Int32Array.from(whole),
  } as const;
  return highs.withModel(data, (model): ZeroOneSolution => {
    model.options.set(options);
    model.run();
    const status = model.getModelStatus();
    if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible) {
      return { status: 'infeasible', values: new Float64Array(0), bound: Number.POSITIVE_INFINITY };
    }
    const bound = Number(model.info.get('mip_dual_bound'));
    const hasSolution = model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible;
    return {
      status: status === modelStatus.optimal ? 'optimal' : 'limit',
      values: hasSolution ? Float64Array.from(model.getSolution().colValue) : new Float64Array(0),
      bound: status === modelStatus.optimal && Number.isNaN(bound) ? model.getObjectiveValue() : bound,
    };
  });
}
