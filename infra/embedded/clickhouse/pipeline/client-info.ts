/** Who sends a request, as the query log tells it and quotas ask. */
export interface ClientInfo {
  /** As ClickHouse counts them: 1 is GET, 2 is POST. */
  readonly method: number;
  readonly userAgent: string;
  readonly referer: string;
  readonly forwardedFor: string;
  /** What the client asks to be counted by, or empty. */
  readonly quotaKey: string;
  readonly address: string;
  readonly port: number;
}
