/** A format that the engine can write. */
export interface OutputFormat {
  /** As the engine spells it; clients may write it in any case. */
  readonly name: string;
  /** `Content-Type` of a result in the format. */
  readonly contentType: string;
}

/** Every output format of the engine by its name in lower case. */
export type OutputFormats = ReadonlyMap<string, OutputFormat>;

/** Asks the engine itself (`system.formats`), so that no list of ours can be out of date. */
export const outputFormatsQuery =
  'SELECT name, content_type FROM system.formats WHERE is_output FORMAT TabSeparated';

/** Reads the answer to `outputFormatsQuery`. */
export function outputFormats(answer: string): OutputFormats {
  const lines = answer.split('\n').map((line) => line.split('\t'));
  return new Map(
    lines.map(([name = '', contentType = '']) => [name.toLowerCase(), { name, contentType }] as const),
  );
}

/** The format as clients are told of it; an unknown one is text. */
export function outputFormat(formats: OutputFormats, name: string): OutputFormat {
  return formats.get(name.toLowerCase()) ?? { name, contentType: 'text/plain; charset=UTF-8' };
}
