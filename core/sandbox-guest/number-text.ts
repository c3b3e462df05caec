export interface NumberTextOptions {
  readonly minimumFractionDigits?: number;
  readonly maximumFractionDigits?: number;
  readonly useGrouping?: boolean;
}

/** A number as `toLocaleString('en-US')` writes it elsewhere: the interpreter has no `Intl`, and no language of a machine. */
export function numberText(
  value: number,
  { minimumFractionDigits = 0, maximumFractionDigits, useGrouping = true }: NumberTextOptions = {},
): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-∞' : '∞';
  const most = maximumFractionDigits ?? Math.max(3, minimumFractionDigits);
  const [whole, fraction = ''] = Math.abs(value).toFixed(most).split('.') as [string, string?];
  let digits = fraction;
  while (digits.length > minimumFractionDigits && digits.endsWith('0')) digits = digits.slice(0, -1);
  const grouped = useGrouping ? whole.replace(/\B(?=(?:\d{3})+$)/g, ',') : whole;
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  return `${sign}${grouped}${digits === '' ? '' : `.${digits}`}`;
}
