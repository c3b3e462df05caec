/** As the `ref` of a field: it takes the focus, with its text selected, as soon as it is there. */
export function focusField(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}
