import type { FixtureDocument } from '../../../connectors/fixture/document.ts';
import { handIn } from '../../../connectors/fixture/hand-in.ts';
import { documentPlace } from '../../../connectors/registry.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Configured } from '../../runtime/configured.ts';
import { assertAppraisableDocument } from './assert-appraisable.ts';
import { type DocumentWarning, documentWarnings } from './document-warnings.ts';

export interface Given {
  /** Streams of the source that took it, as `source.stream`: what only the former document said is gone from them. */
  readonly replaced: readonly string[];
  readonly warnings: readonly DocumentWarning[];
}

/**
 * Gives a document to the source that reads one. Errors: INPUT_INVALID naming the key; APPRAISAL_REFUSED naming key and rule;
 * ORDER_REFUSED.
 */
export async function giveDocument(
  { config, project }: Pick<Configured, 'config' | 'project'>,
  file: string,
  named: readonly string[],
): Promise<Given> {
  const receivers = config.sources.flatMap(({ name, connector, settings }) => {
    const place = documentPlace(connector, settings, name);
    return place === undefined || (named.length > 0 && !named.includes(name)) ? [] : [{ name, place }];
  });
  const [receiver, ...others] = receivers;
  if (receiver === undefined || others.length > 0)
    throw new YardstickError('ORDER_REFUSED', refusal(receivers.map(({ name }) => name)), {
      subject: '--input',
      advice: 'Name one source of connector fixture with --source.',
    });
  let warnings: readonly DocumentWarning[] = [];
  const judge = (name: string, document: FixtureDocument) => {
    assertAppraisableDocument(name, document, project.plans);
    warnings = documentWarnings(document);
  };
  await handIn(file, receiver.place, { company: config.company, judge });
  const own = project.streams.filter(({ source }) => source === receiver.name);
  return { replaced: own.map(({ source, stream }) => `${source}.${stream}`), warnings };
}

function refusal(names: readonly string[]): string {
  if (names.length === 0) return 'No source of this configuration reads a document.';
  return `Several sources read a document: ${names.join(', ')}.`;
}
