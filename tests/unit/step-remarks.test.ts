import { describe, expect, it } from 'vitest';
import type { MessageCode } from '#core/model/messages.ts';
import { recipeMessages } from '#core/model/messages-recipe.ts';
import { describeRemark, describeStepRemark, type Remark } from '#core/model/remark.ts';

const remarkOf = (code: MessageCode): Remark => ({
  code,
  severity: 'info',
  parameters: { step: 7, reason: 'x', street: 'x', name: 'x' },
  count: 2,
  places: [],
});

describe('remarks on a step', () => {
  const codes = Object.entries(recipeMessages)
    .filter(([, { message }]) => message.en.includes('Step {step}: '))
    .map(([code]) => code as MessageCode);

  it('name the step in a list, and not beside the step itself', () => {
    expect(codes.length).toBeGreaterThan(8);
    for (const code of codes) {
      expect(describeRemark(remarkOf(code), 'zh')).toMatch(/^第 7 步：/);
      expect(describeRemark(remarkOf(code), 'en')).toMatch(/^Step 7: /);
      expect(describeStepRemark(remarkOf(code), 'zh')).not.toContain('7');
      expect(describeStepRemark(remarkOf(code), 'en')).not.toContain('7');
      expect(describeStepRemark(remarkOf(code), 'en')).toMatch(/^[A-Z0-9]/);
    }
  });
});
