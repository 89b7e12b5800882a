import type { ReactNode } from 'react';

/** The page's shape before its content; no movement where the reader asked for none. */
export function PageSkeleton(): ReactNode {
  return (
    <div className="page-skeleton" aria-hidden="true">
      <div className="bone title" />
      <div className="grid">
        {[3, 3, 3, 3].map((span, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <div key={at} className={`tile bone span-${span}`} />
        ))}
        <div className="tile bone tall span-7" />
        <div className="tile bone tall span-5" />
      </div>
    </div>
  );
}

export function TileSkeleton({ label }: { readonly label: string }): ReactNode {
  return (
    <div className="tile-skeleton" role="status" aria-label={label}>
      <div className="bone line wide" />
      <div className="bone line" />
    </div>
  );
}
