import type { RecipeStep, Selection } from '#core/model/recipe.ts';
import { isRoleId, type RoleId } from '#core/model/role.ts';
import { type FeatureNumbers, numberedSelection } from './feature-numbers.ts';

/** A step as a recipe keeps it: features of a drawn selection by number. `known` gives the layer of a role, if there is one. */
export function numberedStep(step: RecipeStep, known: (role: RoleId) => FeatureNumbers | undefined): RecipeStep {
  const told = (selection: Selection, role: RoleId) => {
    const numbers = known(role);
    return numbers ? numberedSelection(selection, numbers) : selection;
  };
  switch (step.sketch) {
    case 'corridor':
      return step;
    case 'tod':
      return step.convert ? { ...step, convert: told(step.convert, 'parcel') } : step;
    case 'network':
      return step.close ? { ...step, close: told(step.close, 'street') } : step;
    case 'attributes':
      return isRoleId(step.role) ? { ...step, select: told(step.select, step.role) } : step;
    default:
      return { ...step, select: told(step.select, 'parcel') };
  }
}
