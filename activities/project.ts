import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PlanFile } from '../appraisal/plan-file/plan-file.ts';
import { declarationFiles } from '../config/declaration-files.ts';
import type { Config, SourceConfig } from '../config/load.ts';
import { projectRoot } from '../config/project-root.ts';
import { streamControls, streamNames } from '../connectors/registry.ts';
import { asYardstickError, YardstickError } from '../errors/yardstick-error.ts';
import { readAlertRules } from '../models/alert/read.ts';
import type { AlertRule } from '../models/alert/rule.ts';
import type { Award } from '../models/award/award.ts';
import { readAwards } from '../models/award/read.ts';
import type { Course } from '../models/course/declaration.ts';
import { readCourses } from '../models/course/read.ts';
import type { Asset } from '../models/kit/asset.ts';
import { type AssetKey, layerOf, nameOf } from '../models/kit/key.ts';
import type { Kpi } from '../models/kpi/kpi.ts';
import { readCatalogue } from '../models/kpi/read.ts';
import { type Objective, readObjectives } from '../models/okr/read.ts';
import { activeRules } from '../models/quality/settings.ts';
import type { StagedSource } from '../models/staging/source.ts';
import { warehouseAssets } from '../models/warehouse.ts';
import { codeFingerprint, type Settings } from '../planner/fingerprint.ts';
import { buildGraph, type Graph } from '../planner/graph.ts';
import { companyPlans, weighedKpis } from './company-plans.ts';
import { assertKnownAbout } from './telling/known-about.ts';
import { toldRules } from './telling/told-rules.ts';

/** A configured company: its asset graph and the text of every SELECT. */
export interface Project {
  readonly config: Config;
  readonly graph: Graph;
  /** The KPI catalogue: what comes with the product, then the company's own. */
  readonly kpis: readonly Kpi[];
  readonly awards: readonly Award[];
  readonly alertRules: readonly AlertRule[];
  /** What suggestions of training propose by topic. */
  readonly courses: readonly Course[];
  /** Shown beside statements; no asset is made of them. */
  readonly okrs: readonly Objective[];
  /** The company's plan files, checked. A run reads them again. */
  readonly plans: readonly PlanFile[];
  /** Keys of the KPIs of the catalogue that these plans weigh, and the warehouse computes for them. */
  readonly weighedKpis: ReadonlySet<string>;
  readonly streams: readonly { readonly source: string; readonly stream: string }[];
  /** Query parameters that a SELECT may use. */
  readonly settings: Settings;
  readonly codes: ReadonlyMap<AssetKey, string>;
  /** The SELECT of an asset; undefined for one computed in TypeScript. */
  sqlOf(asset: Asset): string | undefined;
}

/**
 * Reads mappings and SQL files of a configuration, and has each connector check its part of it. What it declares is the
 * product's and the company's own, unless others are given.
 *
 * @throws CONFIG_INVALID with what is wrong in every source, or naming a channel about a rule there is not; ASSET_INVALID, MAPPING_INVALID, KPI_INVALID, AWARD_INVALID, ALERT_RULE_INVALID, COURSE_INVALID, OKR_INVALID or PLAN_INVALID naming file and name
 */
export function loadProject(config: Config, declared: Declared = declaredBy(config)): Project {
  const sources = sourcesOf(config);
  const { kpis, awards, alertRules } = declared;
  assertKnownAbout(config.notify.channels, toldRules(declared), config.file);
  const suspicionRules = activeRules(config.quality.rules, config.file);
  const { precedence, kpisByDimension } = config;
  const plans = companyPlans(config);
  const weighed = weighedKpis(plans);
  const catalogues = { kpis, weighedKpis: weighed, kpisByDimension, awards, alertRules, suspicionRules };
  const assets = warehouseAssets({ sources, precedence, ...catalogues });
  const settings = settingsOf(config);
  const texts = new Map(assets.map((asset) => [asset.key, sqlText(asset)]));
  return {
    config,
    kpis,
    awards,
    alertRules,
    courses: readCourses(declarationFiles(config, 'courses')),
    okrs: readObjectives(declarationFiles(config, 'okrs')),
    plans,
    weighedKpis: weighed,
    settings,
    graph: buildGraph(assets),
    streams: sources.flatMap(({ name, streams }) => streams.map((stream) => ({ source: name, stream }))),
    codes: new Map(
      assets.map((asset) => [asset.key, codeFingerprint({ asset, sqlText: texts.get(asset.key), settings })]),
    ),
    sqlOf: (asset) => texts.get(asset.key),
  };
}

/** What is declared in files of the product and of the company. */
export type Declared = Pick<Project, 'kpis' | 'awards' | 'alertRules'>;

function declaredBy(config: Config): Declared {
  const kpis = readCatalogue(declarationFiles(config, 'kpis'));
  return {
    kpis,
    awards: readAwards(declarationFiles(config, 'awards'), kpis),
    alertRules: readAlertRules(declarationFiles(config, 'alerts'), kpis),
  };
}

function sourcesOf(config: Config): readonly StagedSource[] {
  const problems: YardstickError[] = [];
  const sources = config.sources.flatMap((source) => {
    try {
      return [stagedSource(config, source)];
    } catch (caught) {
      const problem = asYardstickError(caught);
      if (problem.code !== 'CONFIG_INVALID') throw caught;
      problems.push(problem);
      return [];
    }
  });
  if (problems.length === 0) return sources;
  const sentences = problems.map(({ subject, message }) => `${subject}: ${message}`);
  throw new YardstickError('CONFIG_INVALID', sentences.join('\n'), { subject: config.file });
}

function stagedSource(config: Config, source: SourceConfig): StagedSource {
  const { name, connector, settings } = source;
  return {
    name,
    kind: connector,
    streams: streamNames(connector, settings, name),
    controls: streamControls(connector, settings, name),
    mappings: mappingsOf(config, source),
  };
}

function settingsOf({ company, customers }: Config): Settings {
  return {
    timezone: company.timezone,
    base_currency: company.baseCurrency,
    fiscal_year_start: company.fiscalYearStart,
    customer_auto_merge: String(customers.autoMerge),
    customer_review: String(customers.review),
  };
}

/** The company's own mappings beside yardstick.yaml, else the preset of the connector. */
function mappingsOf(config: Config, source: SourceConfig): StagedSource['mappings'] {
  const own = join(config.folder, 'stg', source.name);
  const preset = !existsSync(own);
  const folder = preset ? join(projectRoot(), 'sql', 'stg', source.connector) : own;
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return Object.fromEntries(
    files.map((file) => [
      basename(file, '.sql'),
      { sql: readFileSync(join(folder, file), 'utf8'), origin: join(folder, file), preset },
    ]),
  );
}

function sqlText(asset: Asset): string | undefined {
  if (asset.compute.kind === 'fn') return undefined;
  if (asset.compute.kind === 'text') return asset.compute.sql;
  const file = join(projectRoot(), 'sql', layerOf(asset.key), `${nameOf(asset.key)}.sql`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  throw new YardstickError('ASSET_INVALID', `Its SELECT ${file} does not exist.`, { subject: asset.key });
}
