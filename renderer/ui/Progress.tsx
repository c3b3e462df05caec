/** A bar that fills as work goes on; it moves to and fro while the share is not known. */
export function Progress({ share, label }: { readonly share: number | null; readonly label: string }) {
  return <progress className="progress" aria-label={label} max={1} {...(share === null ? {} : { value: share })} />;
}
