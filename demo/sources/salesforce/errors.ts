/** An answer as Salesforce gives it: `[{ message, errorCode }]` with a status. */
export class SalesforceError extends Error {
  override readonly name = 'SalesforceError';
  readonly status: number;
  readonly errorCode: string;

  constructor(status: number, errorCode: string, message: string) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }

  body(): readonly { message: string; errorCode: string }[] {
    return [{ message: this.message, errorCode: this.errorCode }];
  }
}

export const malformedQuery = (message: string): SalesforceError =>
  new SalesforceError(400, 'MALFORMED_QUERY', message);

export const invalidField = (field: string, entity: string): SalesforceError =>
  new SalesforceError(
    400,
    'INVALID_FIELD',
    `No such column '${field}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
  );
