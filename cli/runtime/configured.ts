import { loadProject, type Project } from '../../activities/project.ts';
import { type Config, loadConfig } from '../../config/load.ts';
import { type HomePaths, homePaths } from '../../infra/embedded/home/paths.ts';
import { type RunFile, readRunFile } from '../../infra/embedded/home/run-file.ts';
import { type HomeSecrets, readSecrets } from '../../infra/embedded/home/secrets.ts';
import { type ConfigChoice, chooseConfig } from './config-choice.ts';
import { readInstallation } from './installation.ts';
import { sampleEnvironment } from './sample-company.ts';

/** The home and the configuration, before what the latter declares in files is read. */
export interface Configuration {
  readonly paths: HomePaths;
  /** What runs in the home; undefined before a start. */
  readonly run: RunFile | undefined;
  readonly secrets: HomeSecrets | undefined;
  readonly choice: ConfigChoice;
  readonly config: Config;
}

/** What a command works with before it asks anything that runs. */
export interface Configured extends Configuration {
  readonly project: Project;
}

interface Chosen {
  readonly config?: string | undefined;
}

/**
 * Reads the home and the configuration, and checks the latter with its sources and mappings as far as that can be done
 * without engines and sources. Errors: CONFIG_INVALID, HOME_INVALID, ASSET_INVALID, MAPPING_INVALID.
 */
export function configured(options: Chosen = {}): Configured {
  const read = configuration(options);
  return { ...read, project: loadProject(read.config) };
}

/** Reads home and configuration alone, for a command about files that may be broken. Errors: CONFIG_INVALID, HOME_INVALID. */
export function configuration(options: Chosen = {}): Configuration {
  const paths = homePaths();
  const run = readRunFile(paths);
  const secrets = readSecrets(paths);
  const installation = readInstallation(paths);
  const choice = chooseConfig(options.config, run === undefined ? undefined : installation?.config);
  const config = loadConfig(choice.file, {
    ...process.env,
    // What a configuration keeps in the home it can name, wherever that is.
    YARDSTICK_HOME: paths.root,
    ...sampleVariables(choice, secrets, run?.endpoints.ledger, installation?.samplePort),
  });
  return { paths, run, secrets, choice, config };
}

/** What the sample's configuration refers to; before a start nothing is there yet, and anything well-formed will do. */
function sampleVariables(
  choice: ConfigChoice,
  secrets: HomeSecrets | undefined,
  ledgerUrl = process.env.LEDGER_URL ?? 'postgres://127.0.0.1/none',
  port = 1,
): Readonly<Record<string, string>> {
  if (!choice.sample) return {};
  return sampleEnvironment(secrets ?? { demo: 'not started yet' }, { ledgerUrl, port });
}
