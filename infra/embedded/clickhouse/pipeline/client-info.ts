/** Who sends a request, as the query log tells it. */
export interface ClientInfo {
  /** As ClickHouse counts them: 1 is GET, 2 is POST. */
  readonly method: number;
  readonly userAgent: string;
  readonly referer: string;
  readonly forwardedFor: string;
  readonly quotaKey: string;
  readonly address: string;
  readonly port: number;
}
