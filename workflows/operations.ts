import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineUpdate,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  setHandler,
  startChild,
  uuid4,
  workflowInfo,
} from '@temporalio/workflow';
import { type NightlyRequest, nightly } from './nightly.ts';
import { searchAttributes } from './search-attributes.ts';

/** What the desk may be asked for: checked before anything begins, refused with the reason. */
export interface DeskSettings {
  readonly sources: readonly string[];
  /** Asset keys that exist. */
  readonly assets: readonly string[];
}

export interface RunOrder extends Omit<NightlyRequest, 'kind'> {
  readonly kind: 'manual' | 'backfill';
}

export interface RunTicket {
  readonly workflowId: string;
  readonly runId: string;
}

export const orderRun = defineUpdate<RunTicket, [RunOrder]>('run');
export const orderCancel = defineUpdate<
  RunTicket,
  [{ readonly workflowId: string; readonly requestedBy: string }]
>('cancel');
/** New names after the configuration has changed. */
export const orderConfigure = defineUpdate<void, [DeskSettings]>('configure');

/** The one workflow that takes orders: it answers at once with a run's id or a refusal and its reason. */
export async function operations(initial: DeskSettings): Promise<void> {
  let settings = initial;
  setHandler(orderConfigure, (next) => {
    settings = next;
  });
  setHandler(orderRun, start, { validator: (order) => validate(settings, order) });
  setHandler(orderCancel, cancel, { validator: validateCancel });
  await condition(() => workflowInfo().continueAsNewSuggested && allHandlersFinished());
  await continueAsNew<typeof operations>(settings);
}

async function start(order: RunOrder): Promise<RunTicket> {
  const workflowId = `${order.kind}-${uuid4().slice(0, 8)}`;
  const child = await startChild(nightly, {
    args: [order],
    workflowId,
    parentClosePolicy: ParentClosePolicy.ABANDON,
    typedSearchAttributes: [{ key: searchAttributes.runKind, value: order.kind }],
  });
  return { workflowId, runId: child.firstExecutionRunId };
}

async function cancel(order: { readonly workflowId: string }): Promise<RunTicket> {
  await getExternalWorkflowHandle(order.workflowId).cancel();
  return { workflowId: order.workflowId, runId: '' };
}

function validate(settings: DeskSettings, order: RunOrder): void {
  const source = order.sources?.find((name) => !settings.sources.includes(name));
  if (source !== undefined)
    throw refusal(`There is no source ${source}. Known: ${settings.sources.join(', ')}.`);
  const stream = order.acceptDeletions?.find((name) => !settings.sources.includes(name.split('.')[0] ?? ''));
  if (stream !== undefined) throw refusal(`There is no stream ${stream}; write it as source.stream.`);
  const asset = Object.keys(order.requested ?? {}).find((key) => !settings.assets.includes(key));
  if (asset !== undefined) throw refusal(`There is no asset ${asset}. \`yardstick lineage\` lists them.`);
  const months = Object.values(order.requested ?? {}).flatMap((months) =>
    months === 'all' || months === undefined ? [] : months,
  );
  const month = months.find((each) => !/^\d{4}-(0[1-9]|1[0-2])-01$/.test(each));
  if (month !== undefined) throw refusal(`${month} is no month; write it as 2026-03-01.`);
}

function validateCancel({ workflowId }: { readonly workflowId: string }): void {
  if (!/^(nightly|manual|backfill)/.test(workflowId)) throw refusal(`${workflowId} is no run.`);
}

function refusal(reason: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(reason, 'REFUSED');
}
