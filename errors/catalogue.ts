/** What a caller may do about an error; decides retry and who is told. */
export type ErrorKind = 'transient' | 'throttled' | 'quota' | 'auth' | 'config' | 'contract' | 'data' | 'bug';

interface CatalogueEntry {
  readonly kind: ErrorKind;
  /** What the reader should do next, one sentence. */
  readonly advice: string;
}

/** Every error code of the product. One line each, sorted by code. */
export const catalogue = {
  ACCOUNT_EXISTS: {
    kind: 'contract',
    advice: 'Choose another e-mail address, or change the existing account.',
  },
  ACCOUNT_PASSWORD_WEAK: { kind: 'contract', advice: 'Choose a password of at least 10 characters.' },
  ACCOUNT_UNKNOWN: { kind: 'contract', advice: 'Choose an account from the list of accounts.' },
  ALERT_RULE_INVALID: { kind: 'config', advice: 'Correct the named key of the rule.' },
  APPRAISAL_REFUSED: {
    kind: 'contract',
    advice: 'Correct the named keys and appraise again; nothing was computed.',
  },
  APPRAISAL_UNKNOWN: {
    kind: 'contract',
    advice: 'Choose one that `yardstick sql --user admin "SELECT * FROM mart.commission_team"` lists.',
  },
  APPROVAL_REFUSED: {
    kind: 'contract',
    advice: 'Let somebody else who may decide it approve it.',
  },
  ASSET_INVALID: { kind: 'config', advice: 'Correct the declaration of the asset in models/.' },
  ASSET_UNKNOWN: {
    kind: 'config',
    advice: 'List the assets with `yardstick lineage` and use one of their names.',
  },
  AWARD_INVALID: { kind: 'config', advice: 'Correct the named key of the declaration of the award.' },
  AWARD_UNKNOWN: { kind: 'contract', advice: 'Choose one that `yardstick award list` shows.' },
  BACKUP_IMPOSSIBLE: {
    kind: 'config',
    advice:
      'Back up engines that run elsewhere with their own tools; `yardstick backup` is for the embedded ones.',
  },
  BACKUP_INVALID: {
    kind: 'data',
    advice: 'Use another backup; this one is not what Yardstick wrote.',
  },
  BACKUP_NEWER: { kind: 'config', advice: 'Update Yardstick, then restore the backup.' },
  CHANNEL_UNKNOWN: { kind: 'contract', advice: 'Choose one that `notify.channels` in yardstick.yaml names.' },
  CONFIG_INVALID: { kind: 'config', advice: 'Correct the named key in yardstick.yaml and start again.' },
  CORRECTION_REFUSED: {
    kind: 'contract',
    advice: 'Look with `yardstick quality queue --state all`; nothing was stored.',
  },
  CORRECTION_UNKNOWN: {
    kind: 'contract',
    advice: 'Choose one that `yardstick quality queue --state all` shows.',
  },
  COURSE_INVALID: { kind: 'config', advice: 'Correct the named key of the declaration of the course.' },
  COURSE_UNKNOWN: { kind: 'contract', advice: 'Choose one that `yardstick training courses` shows.' },
  CUSTOMER_REFUSED: {
    kind: 'contract',
    advice: 'Look with `yardstick customers show ACCOUNT` and `yardstick customers log`; nothing was stored.',
  },
  CUSTOMER_UNKNOWN: {
    kind: 'contract',
    advice:
      'Name an account that `yardstick sql "SELECT customer_id, name FROM dim.customer"` shows, or run first.',
  },
  DASHBOARD_SQL_MISSING: {
    kind: 'bug',
    advice: 'Write the SELECT of the tile, or take the tile out of its dashboard.',
  },
  ENGINE_BINARY: {
    kind: 'config',
    advice: 'Install the missing program, or name a running server in yardstick.yaml.',
  },
  ENGINE_EXITED: {
    kind: 'transient',
    advice: 'Read the log of the process; it is started again unless this keeps happening.',
  },
  ENGINE_GAVE_UP: {
    kind: 'config',
    advice: 'Read the log of the process, remove the cause and start again.',
  },
  ENGINE_IN_USE: {
    kind: 'config',
    advice: 'Stop that process first, or use another data home (YARDSTICK_HOME).',
  },
  ENGINE_NOT_READY: {
    kind: 'transient',
    advice: 'Read the log of the process; a slow machine may need a second attempt.',
  },
  ENGINE_PASSWORD: {
    kind: 'config',
    advice: 'Restore secrets.json of the data home, or begin with a new data home (YARDSTICK_HOME).',
  },
  ENGINE_START: { kind: 'config', advice: 'Check that the program is there and may be executed.' },
  ENGINE_UNREACHABLE: {
    kind: 'config',
    advice: 'Check the address and that the server runs; without the setting an embedded one is started.',
  },
  FORECAST_INVALID: {
    kind: 'data',
    advice: 'Correct the series: one decimal amount for the first day of each month.',
  },
  HOME_INVALID: {
    kind: 'config',
    advice: 'Restore the named file from a backup, or begin with a new data home (YARDSTICK_HOME).',
  },
  HOME_IN_USE: { kind: 'config', advice: 'Use the running one, or stop it first with `yardstick stop`.' },
  HOME_NEWER: { kind: 'config', advice: 'Update Yardstick, or use another data home (YARDSTICK_HOME).' },
  HOME_OCCUPIED: {
    kind: 'config',
    advice: 'Say --replace to put it aside, or set YARDSTICK_HOME to another folder.',
  },
  HOME_UNWRITABLE: {
    kind: 'config',
    advice: 'Give the user who starts Yardstick the right to write there, or set YARDSTICK_HOME.',
  },
  INPUT_INVALID: {
    kind: 'data',
    advice: 'Correct the named key of the file and hand it in again; nothing was computed from it.',
  },
  KPI_INVALID: {
    kind: 'config',
    advice: 'Correct the named key of the declaration; `yardstick kpi preview FILE` tries it.',
  },
  KPI_UNKNOWN: { kind: 'contract', advice: 'Choose one that `yardstick kpi list` shows.' },
  LEASE_LOST: {
    kind: 'transient',
    advice: 'Another attempt has taken over; nothing of this one becomes visible.',
  },
  LEDGER_MIGRATION: {
    kind: 'config',
    advice:
      'Read the cause; the ledger is unchanged by the failed migration. The account needs the right to create schemas and tables.',
  },
  LEDGER_NEWER: { kind: 'config', advice: 'Update Yardstick, or point LEDGER_URL at another database.' },
  LEDGER_REFUSED: { kind: 'config', advice: 'Check the user, password and database name in LEDGER_URL.' },
  LEDGER_UNREACHABLE: {
    kind: 'transient',
    advice: 'Check that PostgreSQL runs at the address in LEDGER_URL; it will be asked again.',
  },
  LIMIT_IMPOSSIBLE: {
    kind: 'bug',
    advice: 'Give the bucket a capacity of at least one call and a refill above zero.',
  },
  MAPPING_INVALID: { kind: 'config', advice: 'Correct the mapping file and plan again.' },
  MENTOR_REFUSED: {
    kind: 'contract',
    advice: 'Look with `yardstick mentor list --all`; nothing was stored.',
  },
  MENTOR_UNKNOWN: { kind: 'contract', advice: 'Choose one that `yardstick mentor list --all` shows.' },
  NOTHING_PUBLISHED: {
    kind: 'contract',
    advice: '`yardstick run` reads the sources and publishes what it makes of them.',
  },
  NOT_RUNNING: { kind: 'config', advice: 'Start it with `yardstick start`.' },
  OKR_INVALID: { kind: 'config', advice: 'Correct the named key of the file of the objective.' },
  ORDER_REFUSED: { kind: 'contract', advice: 'Correct the order and send it again.' },
  PAGE_INCOMPLETE: {
    kind: 'transient',
    advice: 'The page is read again; if it persists, look at the log of the warehouse.',
  },
  PAGE_OUT_OF_ORDER: { kind: 'bug', advice: 'Continue the slice from its last committed page.' },
  PERIOD_LOCKED: {
    kind: 'contract',
    advice: 'Book what came later as an adjustment, or unlock the period with `yardstick close unlock`.',
  },
  PERIOD_NOT_READY: {
    kind: 'contract',
    advice: 'Settle what is open, or accept it by name with --accept and a --reason.',
  },
  PERIOD_OPEN: { kind: 'contract', advice: 'Lock it first with `yardstick close lock`.' },
  PLAN_INPUT_UNKNOWN: { kind: 'bug', advice: 'Report it with the log of the run; nothing was built.' },
  PLAN_INVALID: {
    kind: 'config',
    advice: 'Correct the named key of the plan file; `yardstick plans check FILE` tries it.',
  },
  PLAN_UNKNOWN: { kind: 'contract', advice: 'Choose one that `yardstick plans list` shows.' },
  PORTAL_BAD_REQUEST: { kind: 'contract', advice: 'Go back to the page and choose again.' },
  PORTAL_CSRF: { kind: 'auth', advice: 'Reload the page and try again.' },
  PORTAL_EXPORT_TOO_LARGE: {
    kind: 'quota',
    advice: 'Choose a shorter period or one team, or ask an administrator for the whole set.',
  },
  PORTAL_FORBIDDEN: { kind: 'auth', advice: 'Ask an administrator if your work needs it.' },
  PORTAL_NOT_FOUND: { kind: 'contract', advice: 'Start again from the list of dashboards.' },
  PORTAL_NOT_PUBLISHED: {
    kind: 'data',
    advice: 'Run the nightly once (`yardstick run`); the page fills by itself after the first release.',
  },
  PORTAL_RELEASE_GONE: { kind: 'contract', advice: 'Load the page again to see the newest data.' },
  PORTAL_SIGN_IN: { kind: 'auth', advice: 'Sign in again.' },
  PORTAL_TOO_MANY: { kind: 'throttled', advice: 'Wait a minute, then try again.' },
  PORTAL_WRONG_LOGIN: { kind: 'auth', advice: 'Check the account and the password.' },
  PORT_TAKEN: { kind: 'config', advice: 'Stop the program that listens there, or choose another port.' },
  RANKING_UNKNOWN: { kind: 'contract', advice: 'Choose one that `yardstick ranking list` shows.' },
  RELEASE_FIXED: {
    kind: 'contract',
    advice: 'Look at the release with `yardstick status`; publish a new one instead of changing it.',
  },
  RELEASE_IN_DOUBT: {
    kind: 'transient',
    advice: 'Compare the pointer with that release and mark it published or abandon it, then try again.',
  },
  RELEASE_STALE: {
    kind: 'transient',
    advice: 'Build the named months again from what is published now, then release them.',
  },
  RELEASE_UNKNOWN: { kind: 'contract', advice: 'Choose a release that `yardstick status` lists.' },
  RUN_UNKNOWN: { kind: 'contract', advice: 'Choose a run that `yardstick status` lists.' },
  SECRET_KEY_INVALID: {
    kind: 'config',
    advice: 'Provide 32 random bytes, for example from `openssl rand -base64 32`.',
  },
  SLICE_UNKNOWN: { kind: 'bug', advice: 'Open the slice before its pages are read.' },
  SOURCE_AUTH: { kind: 'auth', advice: 'Check the credentials of the source, then run it again.' },
  SOURCE_BAD_RESPONSE: {
    kind: 'transient',
    advice: 'The source will be asked again; if it persists, look at its status page.',
  },
  SOURCE_CONTRACT: {
    kind: 'contract',
    advice: 'Compare the stream with `yardstick sources` and adapt its declaration or mapping.',
  },
  SOURCE_QUOTA: {
    kind: 'quota',
    advice: 'The next run goes on where this one stopped; raise the quota or load less often.',
  },
  SOURCE_THROTTLED: {
    kind: 'throttled',
    advice: 'The source will be asked again after the pause it demands.',
  },
  SOURCE_UNREACHABLE: {
    kind: 'transient',
    advice: 'Check that the address answers; the source will be asked again.',
  },
  SOURCE_VANISHED: {
    kind: 'contract',
    advice:
      'Look whether the source is complete. If it is, say so: `yardstick run --accept-deletions` and the name of the stream.',
  },
  SUSPICION_REFUSED: {
    kind: 'contract',
    advice: 'Let somebody decide whom it does not concern, and give a reason.',
  },
  SUSPICION_UNKNOWN: {
    kind: 'contract',
    advice: 'Choose one that `yardstick quality list --state all` shows.',
  },
  TARGET_REFUSED: {
    kind: 'contract',
    advice: 'Correct the named key and hand it in again; nothing was stored.',
  },
  TARGET_UNKNOWN: { kind: 'contract', advice: 'Choose one that `yardstick target list` shows.' },
  TASK_REFUSED: {
    kind: 'contract',
    advice: 'Look with `yardstick task show ID`; nothing was stored.',
  },
  TASK_UNKNOWN: { kind: 'contract', advice: 'Choose one that `yardstick task list --state all` shows.' },
  TEMPORAL_ATTRIBUTES: {
    kind: 'config',
    advice: 'Let an administrator of Temporal add the search attributes asset, runKind and runStatus.',
  },
  UNEXPECTED: { kind: 'bug', advice: 'Report it with the log of the run; nothing half-done is visible.' },
  VERSION_FIXED: { kind: 'bug', advice: 'Build under a new version; a recorded one is never changed.' },
  WAREHOUSE_BUSY: {
    kind: 'transient',
    advice: 'It will be tried again; if it persists, look for long queries in system.processes.',
  },
  WAREHOUSE_DISK_FULL: {
    kind: 'transient',
    advice: 'Free disk space under the data folder; the run continues by itself once there is room.',
  },
  WAREHOUSE_MEMORY: {
    kind: 'transient',
    advice: 'It will be tried again; lower the load or raise the memory limit.',
  },
  WAREHOUSE_REFUSED: {
    kind: 'bug',
    advice:
      'Read the statement in the log of the worker (a command prints it with YARDSTICK_DEBUG=1) and correct the SQL file or the mapping it comes from.',
  },
  WAREHOUSE_UNREACHABLE: {
    kind: 'transient',
    advice: 'Check with `yardstick status` that the warehouse runs; it will be tried again.',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;
