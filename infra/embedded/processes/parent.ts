const graceMs = 5_000;

/**
 * For our own processes under a supervisor: resolves when told to stop, by a signal or because the parent is gone (its IPC channel
 * closed). The process then has five seconds to leave by itself. Signals may come twice, from the supervisor and from the guard.
 */
export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      setTimeout(() => process.exit(1), graceMs).unref();
      // An open channel would keep the process alive after its work is done.
      if (process.connected) process.disconnect();
      resolve();
    };
    for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(event, once(stop));
    // The parent was killed while this process loaded its modules; undefined where there never was a channel.
    if (process.connected === false) stop();
  });
}

/** Tells the supervisor, if there is one, that this process does its work now. */
export function tellReady(): void {
  process.send?.('ready');
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
