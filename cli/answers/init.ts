import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Answer } from '../command.ts';
import { connectorTemplates, isTemplateName, yamlFor } from './init/template.ts';

/** Writes a commented yardstick.yaml into the working folder; never over one that is there. Errors: CONFIG_INVALID. */
export function init({ connectors }: { readonly connectors: readonly string[] }): Answer {
  const file = resolve('yardstick.yaml');
  const unknown = connectors.find((name) => !isTemplateName(name));
  if (unknown !== undefined) {
    throw new YardstickError('CONFIG_INVALID', `There is no connector ${unknown}.`, {
      subject: '--connector',
      advice: `Choose one of ${Object.keys(connectorTemplates).join(', ')}.`,
    });
  }
  if (existsSync(file)) {
    throw new YardstickError('CONFIG_INVALID', 'exists already and is left as it is.', {
      subject: file,
      advice: 'Change it by hand, or run `yardstick init` in another folder.',
    });
  }
  writeFileSync(file, yamlFor(connectors.filter(isTemplateName)));
  const text = `Wrote ${file}. Fill in the addresses, then \`yardstick doctor\` and \`yardstick start\`.`;
  return { data: { file }, text };
}
