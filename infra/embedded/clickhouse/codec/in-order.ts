/** One piece is worked on while the one before is taken; more would only take memory. */
const atOnce = 2;

/** What `work` makes of each piece, in order. The work on the next piece begins before the last result was taken. */
export async function* inOrder<In, Out>(
  source: AsyncIterable<In>,
  work: (piece: In) => Promise<Out>,
): AsyncGenerator<Out> {
  const begun: Promise<Out>[] = [];
  for await (const piece of source) {
    const result = work(piece);
    // It rejects where it is taken; when nobody takes it any more, it is no one's failure.
    result.catch(() => undefined);
    begun.push(result);
    const first = begun.length < atOnce ? undefined : begun.shift();
    if (first !== undefined) yield await first;
  }
  for (const result of begun) yield await result;
}
