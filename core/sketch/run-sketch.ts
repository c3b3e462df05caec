import type { RecipeStep } from '#core/model/recipe.ts';
import { sketchCorridor } from './corridor-sketch.ts';
import { sketchMixedUse } from './mixed-use-sketch.ts';
import { sketchAttributes, sketchNetwork, sketchRevert } from './plain-sketches.ts';
import type { SketchContext, SketchResult } from './sketch-context.ts';
import { sketchTod } from './tod-sketch.ts';

/** Works out what a step of a recipe does to the scenario of `context`; changes nothing. Errors: those of the sketches. */
export function runSketch(context: SketchContext, step: RecipeStep): SketchResult {
  switch (step.sketch) {
    case 'tod':
      return sketchTod(context, step);
    case 'corridor':
      return sketchCorridor(context, step);
    case 'mixed-use':
      return sketchMixedUse(context, step);
    case 'network':
      return sketchNetwork(context, step);
    case 'attributes':
      return sketchAttributes(context, step);
    case 'revert':
      return sketchRevert(context, step);
  }
}
