import type { IntegerSolver, ZeroOneProgram, ZeroOneSolution } from '#core/methods/integer-program.ts';
import { callHost } from '#core/sandbox-guest/host-call.ts';

/** The solver of the host, called through the wall of the sandbox: stands for the one of core/methods inside. */
export async function loadIntegerSolver(): Promise<IntegerSolver> {
  return (program: ZeroOneProgram) => callHost('solver/solve', program) as ZeroOneSolution;
}
