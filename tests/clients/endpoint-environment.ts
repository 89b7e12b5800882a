import type { TestClickHouse } from '../../infra/embedded/clickhouse/test-server.ts';

/** The environment from which each client's program takes the address of the endpoint. */
export function endpointEnvironment(server: TestClickHouse): Record<string, string> {
  const { hostname, port } = new URL(server.url);
  return {
    CLICKHOUSE_HOST: hostname,
    CLICKHOUSE_PORT: port,
    CLICKHOUSE_USER: server.username,
    CLICKHOUSE_PASSWORD: server.password,
    // Nothing in these tests leaves the machine, whatever proxy it is set to use.
    NO_PROXY: hostname,
    no_proxy: hostname,
  };
}
