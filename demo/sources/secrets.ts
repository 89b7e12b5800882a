/** What clients of the sample systems must present; made by the caller, never stored here. */
export interface SampleSecrets {
  readonly salesforceClientId: string;
  readonly salesforceClientSecret: string;
  /** Accepted by the refresh_token grant. */
  readonly salesforceRefreshToken: string;
  readonly weiboAccessToken: string;
  /** Password of the ERP's user `erp_reader`. */
  readonly erpReaderPassword: string;
  /** Bearer token of `/_faults`. */
  readonly controlToken: string;
}
