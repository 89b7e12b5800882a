import { YardstickError } from '../../errors/yardstick-error.ts';
import type {
  CheckReport,
  Connector,
  ConnectorContext,
  DiscoveredStream,
  FieldType,
  StreamDeclaration,
} from '../kit/connector.ts';
import { parseConfig } from '../kit/parse-config.ts';
import { type FileConfig, type FileStream, fileConfig } from './config.ts';
import { controlOf } from './control.ts';
import { pagesOf } from './pages.ts';
import { lookAt } from './reading.ts';
import { slicesOf } from './slices.ts';

/**
 * CSV files in a folder. They are opened only when asked for.
 *
 * @throws CONFIG_INVALID
 */
export function createFileConnector(input: unknown, { source, now }: ConnectorContext): Connector {
  const config = parseConfig(fileConfig, input, `sources.${source}`);
  const look = (stream: string) => lookAt(source, stream, config);
  return {
    streams: Object.entries(config.streams).map(([name, settings]) => declarationOf(name, settings)),
    check: () => check(source, config),
    discover: () => discover(source, config),
    slices: async (stream, progress) => slicesOf(stream, await look(stream), progress, now()),
    async *read(slice, from) {
      yield* pagesOf(await look(slice.stream), slice, from);
    },
    control: async (stream) => controlOf(await look(stream)),
    close: async () => undefined,
  };
}

/** Where a row stands, and why it could not be taken apart. */
const own = { _file: 'string', _line: 'int', _refused: 'string' } as const satisfies Record<
  string,
  FieldType
>;

/** Files are replaced as a whole, so that every stream is read in full and what is gone is deleted. */
function declarationOf(name: string, { primaryKey, fields }: FileStream): StreamDeclaration {
  const types = Object.entries(fields).map(
    ([field, told]) => [field, typeof told === 'string' ? told : told.type] as const,
  );
  return {
    ...{ name, primaryKey: primaryKey ?? ['_file', '_line'], cursor: undefined, deleteMode: 'sweep' },
    fields: { ...Object.fromEntries(types), ...own },
  };
}

async function discover(source: string, config: FileConfig): Promise<readonly DiscoveredStream[]> {
  return Promise.all(
    Object.keys(config.streams).map(async (name) => {
      const { files } = await lookAt(source, name, config);
      const fields = files.flatMap(({ header }) => header.fields).flatMap((field) => field ?? []);
      return { name, fields: Object.fromEntries(fields.map((field) => [field, 'text'])) };
    }),
  );
}

async function check(source: string, config: FileConfig): Promise<CheckReport> {
  const streams: CheckReport['streams'][number][] = [];
  for (const stream of Object.keys(config.streams)) {
    const problem = await problemOf(source, stream, config);
    streams.push(problem === undefined ? { stream, ok: true } : { stream, ok: false, problem });
  }
  return { ok: streams.every(({ ok }) => ok), streams };
}

async function problemOf(source: string, stream: string, config: FileConfig): Promise<string | undefined> {
  try {
    await lookAt(source, stream, config);
    return undefined;
  } catch (caught) {
    if (caught instanceof YardstickError) return caught.explain();
    throw caught;
  }
}
