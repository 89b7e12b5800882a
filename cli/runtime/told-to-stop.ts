/** npm hands a Ctrl-C on, so that it arrives twice in the same moment. */
const sameMomentMs = 1_000;

/**
 * Resolves at the first Ctrl-C or SIGTERM; a later one ends the process at once, which loses nothing: every child dies with
 * us and every engine survives that.
 */
export function toldToStop(onFirst: () => void): Promise<'stop'> {
  return new Promise((resolve) => {
    let asked: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked !== undefined && Date.now() - asked > sameMomentMs) process.exit(130);
        if (asked !== undefined) return;
        asked = Date.now();
        onFirst();
        resolve('stop');
      });
    }
  });
}
