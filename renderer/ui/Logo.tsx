/** The mark of Cityloom: threads crossing like streets. */
export function Logo({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <rect width="24" height="24" rx="5" fill="var(--acc)" />
      <g stroke="var(--onacc)" strokeWidth="1.9" fill="none">
        <path d="M4.5 8.5H8.8M11.2 8.5H19.5M4.5 15.5H12.8M15.2 15.5H19.5" />
        <path d="M8.5 4.5V12.8M8.5 15.2V19.5M15.5 4.5V6.3M15.5 10.4V19.5" opacity="0.78" />
      </g>
    </svg>
  );
}
