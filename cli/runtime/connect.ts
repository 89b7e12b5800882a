import type { Client } from '@temporalio/client';
import { type Configured, configured } from './configured.ts';
import { type OpenContext, openContext } from './open-context.ts';
import { type Places, placesOf } from './places.ts';
import { temporalOptions } from './temporal-options.ts';
import { tokenKeyOf } from './token-key.ts';

/** A command's way to everything that runs; nothing is sent before it is asked for. */
export interface Connection extends Configured {
  readonly places: Places;
  readonly context: OpenContext;
  temporal(): Promise<Client>;
  close(): Promise<void>;
}

/** Finds the engines from yardstick.yaml, the environment and the home's run file, and connects on demand. Error: NOT_RUNNING. */
export function connectWith(known: Configured): Connection {
  const { config, project, run, secrets } = known;
  const places = placesOf(config.engines, run?.endpoints, secrets);
  const context = openContext({ project, ...places, tokenKey: tokenKeyOf(secrets) });
  const temporal = connectOnce(places.temporal);
  return {
    ...known,
    ...{ places, context },
    temporal: temporal.client,
    close: async () => {
      await temporal.close();
      await context.close();
    },
  };
}

/** The same for a command that has looked at nothing yet. Errors: those of `configured`, then NOT_RUNNING. */
export function connectTo(options: { readonly config?: string | undefined } = {}): Connection {
  return connectWith(configured(options));
}

/** One connection to Temporal, made when first asked for: its client takes half a second to load. */
export function connectOnce(at: Places['temporal']): { client(): Promise<Client>; close(): Promise<void> } {
  let opened: Promise<Client> | undefined;
  return {
    client: () => {
      opened ??= openClient(at);
      return opened;
    },
    close: async () => {
      const client = await opened?.catch(() => undefined);
      await client?.connection.close();
    },
  };
}

async function openClient(at: Places['temporal']): Promise<Client> {
  const { Client, Connection } = await import('@temporalio/client');
  const connection = await Connection.connect({ ...temporalOptions(at), connectTimeout: '10 seconds' });
  return new Client({ connection, namespace: at.namespace });
}
