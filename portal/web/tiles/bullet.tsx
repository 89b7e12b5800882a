import type { ReactNode } from 'react';
import type { Figure } from './figure.ts';

/**
 * Bullet bar: actual solid, last year lighter behind it, target a tick, the pace by workdays a thin mark.
 * From zero always; a negative value draws no bar.
 */
export function Bullet({ figure, label }: { readonly figure: Figure; readonly label: string }): ReactNode {
  const { value = 0, target, previous = 0, timeGone } = figure;
  const most = Math.max(value, target ?? 0, previous) * 1.04;
  if (most <= 0) return null;
  const share = (amount: number) => `${Math.max(0, (amount / most) * 100)}%`;
  const pace = target !== undefined && timeGone !== undefined && timeGone < 1 ? target * timeGone : undefined;
  return (
    <div className="bullet" role="img" aria-label={label}>
      <div className="track" />
      <div className="bar previous" style={{ width: share(previous) }} />
      <div className="bar actual" style={{ width: share(value) }} />
      {pace !== undefined && <div className="pace" style={{ left: share(pace) }} />}
      {target !== undefined && <div className="target" style={{ left: share(target) }} />}
    </div>
  );
}
