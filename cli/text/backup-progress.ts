import type { Progress } from '../../infra/embedded/backup/progress.ts';
import { duration } from './format.ts';

export interface ProgressView {
  readonly show: Progress;
  /** Ends the last step. */
  readonly end: () => void;
}

/** Steps with the time they took, one line each; on a terminal with the share done. Writes to standard error only. */
export function progressView(stream: NodeJS.WriteStream = process.stderr): ProgressView {
  let step: { readonly name: string; readonly began: number; percent: number } | undefined;
  const end = () => {
    if (step === undefined) return;
    const erased = stream.isTTY === true ? '\r\u001b[0K' : '';
    stream.write(`${erased}${step.name} ${duration(Date.now() - step.began)}\n`);
    step = undefined;
  };
  return {
    end,
    show: (name, share) => {
      if (step?.name !== name) {
        end();
        step = { name, began: Date.now(), percent: -1 };
      }
      const percent = share === undefined ? 0 : Math.floor(share * 100);
      if (stream.isTTY !== true || percent === step.percent) return;
      step.percent = percent;
      stream.write(`\r\u001b[0K${name}${share === undefined ? ' …' : ` ${percent} %`}`);
    },
  };
}
