import type { Project } from '../../activities/project.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';

/** Streams of the ledger that carry decisions, by what is decided on. */
const decisionStreams = {
  customers: ['customer_merge', 'customer_apart'],
  suspicions: ['suspicion_decision'],
} as const;

interface Read extends Pick<Project, 'streams'> {
  readonly config: {
    readonly file: string;
    readonly sources: readonly { readonly name: string; readonly connector: string }[];
  };
}

/** A decision that no run reads would be a promise nobody keeps. Error: CONFIG_INVALID. */
export function requireReader({ config, streams }: Read, of: keyof typeof decisionStreams): void {
  const ledgers = config.sources.filter(({ connector }) => connector === 'ledger').map(({ name }) => name);
  const read = streams.filter(({ source }) => ledgers.includes(source)).map(({ stream }) => stream);
  const wanted = decisionStreams[of];
  if (wanted.every((stream) => read.includes(stream))) return;
  throw new YardstickError('CONFIG_INVALID', `No source reads decisions on ${of}.`, {
    subject: config.file,
    advice: `Add ${wanted.join(' and ')} to the streams of a source of connector ledger in yardstick.yaml.`,
  });
}
