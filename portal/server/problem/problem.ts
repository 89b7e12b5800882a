import type { Language } from '../../../dashboards/kit/text.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import { asYardstickError, YardstickError } from '../../../errors/yardstick-error.ts';
import type { Problem } from '../../api.ts';
import { generalProblem, problemTexts } from './texts.ts';

const statuses: Partial<Record<ErrorCode, number>> = {
  PORTAL_SIGN_IN: 401,
  PORTAL_WRONG_LOGIN: 401,
  PORTAL_FORBIDDEN: 403,
  PORTAL_CSRF: 403,
  PORTAL_NOT_FOUND: 404,
  PORTAL_BAD_REQUEST: 400,
  PORTAL_RELEASE_GONE: 410,
  PORTAL_EXPORT_TOO_LARGE: 413,
  PORTAL_TOO_MANY: 429,
  PORTAL_NOT_PUBLISHED: 409,
};

/** HTTP status of an error: refusals have their own, a passing failure is 503, the rest is ours: 500. */
export function statusOf(error: YardstickError): number {
  return statuses[error.code] ?? (error.retryable ? 503 : 500);
}

/** What the browser is told: a text for people and a reference, nothing of statements, stacks or rows. */
export function problemOf(error: YardstickError, language: Language, reference: string): Problem {
  const { happened, advice } = problemTexts[error.code] ?? generalProblem;
  return {
    code: error.code,
    message: happened[language],
    advice: advice[language],
    retryable: error.retryable || statusOf(error) === 500,
    reference,
  };
}

/** Errors of the framework's plugins have codes of their own; to us they are refusals like others. */
export function fromFramework(caught: unknown): YardstickError {
  const code = typeof caught === 'object' && caught !== null && 'code' in caught ? String(caught.code) : '';
  const status =
    typeof caught === 'object' && caught !== null && 'statusCode' in caught ? caught.statusCode : 0;
  if (code.startsWith('FST_CSRF')) return refusal('PORTAL_CSRF', caught);
  if (status === 429) return refusal('PORTAL_TOO_MANY', caught);
  // Addresses outside the folder of pages: there is nothing, and nothing of ours has failed.
  if (status === 403 || status === 404) return refusal('PORTAL_NOT_FOUND', caught);
  if (code.startsWith('FST_ERR_CTP') || status === 400) return refusal('PORTAL_BAD_REQUEST', caught);
  return asYardstickError(caught);
}

function refusal(code: ErrorCode, cause: unknown): YardstickError {
  return new YardstickError(code, problemTexts[code]?.happened.en ?? code, { cause });
}
