import { commandMessages } from './messages-command.ts';
import { compareMessages } from './messages-compare.ts';
import { editMessages } from './messages-edit.ts';
import { evaluationMessages } from './messages-evaluation.ts';
import { geometryMessages } from './messages-geometry.ts';
import { hostMessages } from './messages-host.ts';
import { importMessages } from './messages-import.ts';
import { indicatorMessages } from './messages-indicator.ts';
import { pluginMessages } from './messages-plugin.ts';
import { printMessages } from './messages-print.ts';
import { recipeMessages } from './messages-recipe.ts';
import { reportMessages } from './messages-report.ts';
import { storeMessages } from './messages-store.ts';
import { suggestMessages } from './messages-suggest.ts';

/** Every error and remark of the product, by its code `area/kebab-reason`. */
export const messages = {
  ...commandMessages,
  ...compareMessages,
  ...editMessages,
  ...evaluationMessages,
  ...geometryMessages,
  ...hostMessages,
  ...importMessages,
  ...indicatorMessages,
  ...pluginMessages,
  ...printMessages,
  ...recipeMessages,
  ...reportMessages,
  ...storeMessages,
  ...suggestMessages,
};

export type MessageCode = keyof typeof messages;
