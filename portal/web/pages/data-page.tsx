import type { ReactNode } from 'react';
import type { DataHealth, DataSection, FreshnessState } from '../../api.ts';
import { useDataHealth } from '../api/hooks.ts';
import { clock } from '../format/date.ts';
import { full } from '../format/number.ts';
import { type Messages, useMessages } from '../i18n/setup.ts';
import type { MessageKey } from '../i18n/zh.ts';
import { zh } from '../i18n/zh.ts';
import { FailurePanel } from '../tiles/failure.tsx';
import { PageSkeleton } from '../tiles/skeleton.tsx';
import { useViewer } from '../viewer-context.ts';

/** For those who run the data: is every source read, every asset on time, every check passed? */
export function DataPage(): ReactNode {
  const { t } = useMessages();
  const health = useDataHealth();
  if (health.data === undefined) {
    if (health.error === null) return <PageSkeleton />;
    return <FailurePanel error={health.error} retry={() => void health.refetch()} />;
  }
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{t('data.title')}</h1>
          <p className="muted">{t('data.question')}</p>
        </div>
      </header>
      <Sections health={health.data} />
    </>
  );
}

interface Line {
  readonly key: string;
  readonly cells: readonly ReactNode[];
}

function Sections({ health }: { readonly health: DataHealth }): ReactNode {
  const { t } = useMessages();
  const when = useWhen();
  const count = (value: number) => full(value, 0);
  return (
    <div className="grid">
      <Section
        name="sources"
        section={health.sources}
        span={7}
        columns={['col.source', 'col.state', 'col.lastSuccess', 'col.streams', 'col.rows', 'col.note']}
        line={(row) => ({
          key: row.source,
          cells: [
            row.source,
            <State key="state" state={row.state} />,
            when(row.lastSuccessAt),
            count(row.streams),
            count(row.rows),
            row.note,
          ],
        })}
      />
      <Section
        name="runs"
        section={health.runs}
        span={5}
        columns={['col.kind', 'col.state', 'col.started', 'col.finished']}
        line={(row) => ({
          key: row.id,
          cells: [
            known(t, `kind.${row.kind}`, row.kind),
            <Status key="status" status={row.status} note={row.note} />,
            when(row.startedAt),
            when(row.finishedAt),
          ],
        })}
      />
      <Section
        name="checks"
        section={health.checks}
        span={7}
        columns={['col.asset', 'col.check', 'col.state', 'col.note', 'col.found']}
        line={(row) => ({
          key: `${row.asset} ${row.check} ${row.at}`,
          cells: [
            row.asset,
            row.check,
            <span key="kind" className={row.blocking ? 'chip failed' : 'chip late'}>
              {t(row.blocking ? 'check.blocking' : 'check.warning')}
            </span>,
            row.note,
            when(row.at),
          ],
        })}
      />
      <Section
        name="quarantine"
        section={health.quarantine}
        span={5}
        columns={['col.asset', 'col.rule', 'col.rows', 'col.found']}
        line={(row) => ({
          key: `${row.asset} ${row.rule}`,
          cells: [row.asset, row.rule, count(row.rows), when(row.lastAt)],
        })}
      />
      <Section
        name="assets"
        section={health.assets}
        span={12}
        columns={['col.asset', 'col.state', 'col.published', 'col.due', 'col.months', 'col.rows']}
        line={(row) => ({
          key: row.asset,
          cells: [
            row.asset,
            <State key="state" state={row.state} />,
            when(row.publishedAt),
            row.due,
            count(row.months),
            count(row.rows),
          ],
        })}
      />
    </div>
  );
}

type RowsOf<Name extends DataSection> = Extract<DataHealth[Name], { ok: true }>['rows'][number];

interface SectionProps<Name extends DataSection> {
  readonly name: Name;
  readonly section: { ok: true; rows: RowsOf<Name>[] } | Extract<DataHealth[Name], { ok: false }>;
  readonly span: number;
  readonly columns: readonly MessageKey[];
  readonly line: (row: RowsOf<Name>) => Line;
}

function Section<Name extends DataSection>({
  name,
  section,
  span,
  columns,
  line,
}: SectionProps<Name>): ReactNode {
  const { t } = useMessages();
  return (
    <section className={`tile span-${span}`} aria-label={t(`data.${name}`)}>
      <header className="tile-head">
        <h2>{t(`data.${name}`)}</h2>
      </header>
      {!section.ok && (
        <div className="tile-notice failure" role="alert">
          <strong>{t('tile.failed')}</strong>
          <p className="muted">
            {section.problem.message} {section.problem.advice}
          </p>
        </div>
      )}
      {section.ok && section.rows.length === 0 && (
        <p className="muted tile-notice">{t(`data.empty.${name}`)}</p>
      )}
      {section.ok && section.rows.length > 0 && (
        <Lines label={t(`data.${name}`)} columns={columns} lines={section.rows.map(line)} />
      )}
    </section>
  );
}

interface LinesProps {
  readonly label: string;
  readonly columns: readonly MessageKey[];
  readonly lines: readonly Line[];
}

function Lines({ label, columns, lines }: LinesProps): ReactNode {
  const { t } = useMessages();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll health" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={alignment(column)}>
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key} tabIndex={-1} data-stop="">
              {columns.map((column, at) => (
                <td
                  key={column}
                  className={at === 0 ? 'words card-title' : alignment(column)}
                  data-title={t(column)}
                >
                  {line.cells[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function alignment(column: MessageKey): string {
  return column === 'col.rows' || column === 'col.streams' || column === 'col.months' ? 'number' : 'words';
}

function State({ state }: { readonly state: FreshnessState }): ReactNode {
  const { t } = useMessages();
  return <span className={`chip ${state}`}>{t(`state.${state}`)}</span>;
}

const looks: Readonly<Record<string, string>> = { succeeded: 'fresh', failed: 'failed', partial: 'late' };

function Status({ status, note }: { readonly status: string; readonly note: string }): ReactNode {
  const { t } = useMessages();
  return (
    <span className={`chip ${looks[status] ?? 'unknown'}`} title={note}>
      {known(t, `status.${status}`, status)}
    </span>
  );
}

/** The text of a key made from data, or the data itself when a newer server knows more than we do. */
function known(t: Messages['t'], key: string, otherwise: string): string {
  return isMessage(key) ? t(key) : otherwise;
}

function isMessage(key: string): key is MessageKey {
  return key in zh;
}

function useWhen(): (instant: string | null) => string {
  const { language } = useMessages();
  const { company, today } = useViewer();
  return (instant) => (instant === null ? '—' : clock(instant, company.timeZone, today, language));
}
