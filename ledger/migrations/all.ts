import type { Migration } from 'kysely';
import * as runs from './0001-runs.ts';
import * as extraction from './0002-extraction.ts';
import * as publication from './0003-publication.ts';
import * as quality from './0004-quality.ts';
import * as people from './0005-people.ts';
import * as sharing from './0006-sharing.ts';
import * as concurrentRuns from './0007-concurrent-runs.ts';
import * as pagesByRun from './0008-pages-by-run.ts';
import * as abandonedSlices from './0009-abandoned-slices.ts';
import * as releaseNumbers from './0010-release-numbers.ts';
import * as reconciliations from './0011-reconciliations.ts';
import * as periodCloses from './0012-period-closes.ts';
import * as targets from './0013-targets.ts';
import * as customerDecisions from './0014-customer-decisions.ts';
import * as suspicionDecisions from './0020-suspicion-decisions.ts';
import * as alertCauses from './0030-alert-causes.ts';
import * as planFiles from './0031-plan-files.ts';
import * as corrections from './0032-corrections.ts';
import * as tasks from './0033-tasks.ts';
import * as statementReceipts from './0034-statement-receipts.ts';
import * as mentorPairs from './0035-mentor-pairs.ts';
import * as frozenForecasts from './0036-frozen-forecasts.ts';

/**
 * Every migration by name, oldest first. Listed here and not found in a folder, because the running code is a
 * bundle. A migration that has been released is never edited; the next one corrects it.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-runs': runs,
  '0002-extraction': extraction,
  '0003-publication': publication,
  '0004-quality': quality,
  '0005-people': people,
  '0006-sharing': sharing,
  '0007-concurrent-runs': concurrentRuns,
  '0008-pages-by-run': pagesByRun,
  '0009-abandoned-slices': abandonedSlices,
  '0010-release-numbers': releaseNumbers,
  '0011-reconciliations': reconciliations,
  '0012-period-closes': periodCloses,
  '0013-targets': targets,
  '0014-customer-decisions': customerDecisions,
  '0020-suspicion-decisions': suspicionDecisions,
  '0030-alert-causes': alertCauses,
  '0031-plan-files': planFiles,
  '0032-corrections': corrections,
  '0033-tasks': tasks,
  '0034-statement-receipts': statementReceipts,
  '0035-mentor-pairs': mentorPairs,
  '0036-frozen-forecasts': frozenForecasts,
};
