import { Command } from 'commander';
import { asYardstickError, type YardstickError } from '../errors/yardstick-error.ts';
import { alertsCommand } from './commands/alerts.ts';
import { appraisalCommand } from './commands/appraisal.ts';
import { auditCommand } from './commands/audit.ts';
import { awardCommand } from './commands/award.ts';
import { backfillCommand } from './commands/backfill.ts';
import { backupCommand } from './commands/backup.ts';
import { cancelCommand } from './commands/cancel.ts';
import { checksCommand } from './commands/checks.ts';
import { clickHouseCommand } from './commands/clickhouse.ts';
import { closeCommand } from './commands/close.ts';
import { completionCommand } from './commands/completion.ts';
import { customersCommand } from './commands/customers.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { engineCommand } from './commands/engine.ts';
import { explainCommand } from './commands/explain.ts';
import { forecastCommand } from './commands/forecast.ts';
import { grantsCommand } from './commands/grants.ts';
import { initCommand } from './commands/init.ts';
import { kpiCommand } from './commands/kpi.ts';
import { lineageCommand } from './commands/lineage.ts';
import { mentorCommand } from './commands/mentor.ts';
import { planCommand } from './commands/plan.ts';
import { plansCommand } from './commands/plans.ts';
import { qualityCommand } from './commands/quality.ts';
import { rankingCommand } from './commands/ranking.ts';
import { restoreCommand } from './commands/restore.ts';
import { runCommand } from './commands/run.ts';
import { sourcesCommand } from './commands/sources.ts';
import { sqlCommand } from './commands/sql.ts';
import { startCommand } from './commands/start.ts';
import { statusCommand } from './commands/status.ts';
import { stopCommand } from './commands/stop.ts';
import { suggestionsCommand } from './commands/suggestions.ts';
import { targetCommand } from './commands/target.ts';
import { taskCommand } from './commands/task.ts';
import { trainingCommand } from './commands/training.ts';
import { whyCommand } from './commands/why.ts';
import { workerCommand } from './commands/worker.ts';

/** Runs one command line and answers the process's exit code. Nothing but help and results goes to standard output. */
export async function main(args: readonly string[]): Promise<number> {
  // `yardstick lineage | head` is no error.
  process.stdout.on('error', () => process.exit(0));
  try {
    await program().parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (caught) {
    tell(asYardstickError(caught), args.includes('--json'));
    return 1;
  }
}

export function program(): Command {
  return new Command('yardstick')
    .description('Sales performance, measured fairly: load, compute, explain.')
    .version('0.1.0')
    .addCommand(startCommand())
    .addCommand(stopCommand())
    .addCommand(statusCommand())
    .addCommand(doctorCommand())
    .addCommand(initCommand())
    .addCommand(planCommand())
    .addCommand(runCommand())
    .addCommand(backfillCommand())
    .addCommand(cancelCommand())
    .addCommand(whyCommand())
    .addCommand(lineageCommand())
    .addCommand(checksCommand())
    .addCommand(sourcesCommand())
    .addCommand(sqlCommand())
    .addCommand(grantsCommand())
    .addCommand(kpiCommand())
    .addCommand(rankingCommand())
    .addCommand(awardCommand())
    .addCommand(alertsCommand())
    .addCommand(suggestionsCommand())
    .addCommand(forecastCommand())
    .addCommand(taskCommand())
    .addCommand(mentorCommand())
    .addCommand(trainingCommand())
    .addCommand(appraisalCommand())
    .addCommand(explainCommand())
    .addCommand(closeCommand())
    .addCommand(plansCommand())
    .addCommand(targetCommand())
    .addCommand(qualityCommand())
    .addCommand(customersCommand())
    .addCommand(auditCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(demoCommand())
    .addCommand(workerCommand())
    .addCommand(clickHouseCommand())
    .addCommand(completionCommand(program))
    .addCommand(engineCommand(), { hidden: true });
}

function tell(error: YardstickError, json: boolean): void {
  if (json) {
    const { code, subject, message, advice } = error;
    console.log(JSON.stringify({ error: { code, subject: subject ?? null, message, advice } }));
  }
  console.error(error.explain());
  // Whoever is asked to report a bug needs to see where it happened.
  if (process.env.YARDSTICK_DEBUG === undefined) return;
  console.error(error.cause ?? error);
  if (error.sql !== undefined) console.error(error.sql);
}
