/** A bar that fills as work goes on; it moves to and fro while the share is not known. */
export function Progress({ share, label }: { readonly share: number | null; readonly label: string }) {
  const percent = share === null ? undefined : Math.round(share * 100);
  return (
    <span
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === undefined ? {} : { 'aria-valuenow': percent })}
    >
      {percent === undefined ? <span className="unknown" /> : <span style={{ width: `${percent}%` }} />}
    </span>
  );
}
