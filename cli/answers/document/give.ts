import type { FixtureDocument } from '../../../connectors/fixture/document.ts';
import { handIn } from '../../../connectors/fixture/hand-in.ts';
import { documentPlace } from '../../../connectors/registry.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Configured } from '../../runtime/configured.ts';
import { assertAppraisableDocument } from './assert-appraisable.ts';

/**
 * Gives a document to the source that reads one. Answers that source's streams, as `source.stream`: what only the former
 * document said is gone from them. Errors: INPUT_INVALID naming the key; APPRAISAL_REFUSED naming key and rule; ORDER_REFUSED.
 */
export async function giveDocument(
  { config, project }: Pick<Configured, 'config' | 'project'>,
  file: string,
  named: readonly string[],
): Promise<{ readonly replaced: readonly string[] }> {
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
  const judge = (name: string, document: FixtureDocument) =>
    assertAppraisableDocument(name, document, project.plans);
  await handIn(file, receiver.place, { company: config.company, judge });
  const own = project.streams.filter(({ source }) => source === receiver.name);
  return { replaced: own.map(({ source, stream }) => `${source}.${stream}`) };
}

function refusal(names: readonly string[]): string {
  if (names.length === 0) return 'No source of this configuration reads a document.';
  return `Several sources read a document: ${names.join(', ')}.`;
}
