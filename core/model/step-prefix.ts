/** How a text on one step of a recipe begins where steps are told apart. */
export const stepPrefix = { zh: '第 {step} 步：', en: 'Step {step}: ' } as const;
