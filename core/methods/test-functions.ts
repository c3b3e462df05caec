/** Functions whose sensitivity indices are known, to try the estimators on. Inputs come from the unit cube. */
export type TestFunction =
  | { readonly kind: 'ishigami'; readonly a: number; readonly b: number }
  | { readonly kind: 'g-function'; readonly a: readonly number[] }
  | { readonly kind: 'linear'; readonly coefficients: readonly number[] };

/** Number of inputs of a test function. */
export function inputsOf(model: TestFunction): number {
  if (model.kind === 'ishigami') return 3;
  return model.kind === 'linear' ? model.coefficients.length : model.a.length;
}

/**
 * The value of a test function at a point of the unit cube. Ishigami: sin x₁ + a sin² x₂ + b x₃⁴ sin x₁ with x uniform in −π … π
 * (Ishigami & Homma 1990). G-function: Π (|4x − 2| + a) / (1 + a) (Sobol 1993).
 */
export function testFunctionAt(model: TestFunction, point: ArrayLike<number>): number {
  switch (model.kind) {
    case 'ishigami': {
      const [x, y, z] = [0, 1, 2].map((input) => Math.PI * (2 * point[input]! - 1)) as [number, number, number];
      return Math.sin(x) + model.a * Math.sin(y) ** 2 + model.b * z ** 4 * Math.sin(x);
    }
    case 'g-function':
      return model.a.reduce((product, a, input) => (product * (Math.abs(4 * point[input]! - 2) + a)) / (1 + a), 1);
    case 'linear':
      return model.coefficients.reduce((sum, coefficient, input) => sum + coefficient * point[input]!, 0);
  }
}
