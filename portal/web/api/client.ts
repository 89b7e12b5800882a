import type { Language } from '../../../dashboards/kit/text.ts';
import type {
  AlertList,
  Csrf,
  DashboardList,
  DashboardView,
  DataHealth,
  LoginRequest,
  Me,
  Problem,
  TileData,
  TileQuery,
  TileRows,
  Whoami,
} from '../../api.ts';

/** A refusal or failure as the server explained it; `offline` when there was no answer at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(problem.message);
    this.status = status;
    this.problem = problem;
  }
}

const offline: Problem = { code: 'OFFLINE', message: '', advice: '', retryable: true, reference: '' };

// Answers come from the server of the same release, which sends them through the schemas of `api.ts`.
async function get<Answer>(path: string, language: Language, signal?: AbortSignal): Promise<Answer> {
  return request<Answer>(path, { headers: { 'accept-language': language }, ...(signal ? { signal } : {}) });
}

async function request<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(`/api${path}`, { credentials: 'same-origin', ...init }).catch(
    (cause: unknown) => {
      if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
      throw new ApiError(0, offline);
    },
  );
  if (!response.ok) throw new ApiError(response.status, await problemOf(response));
  return response.json();
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return await response.json();
  } catch {
    return offline;
  }
}

async function change<Answer>(
  method: 'POST' | 'DELETE',
  path: string,
  language: Language,
  body?: object,
): Promise<Answer> {
  const { token } = await request<Csrf>('/csrf', {});
  return request<Answer>(path, {
    method,
    headers: {
      'x-csrf-token': token,
      'accept-language': language,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Null for somebody not signed in. */
export async function fetchMe(language: Language): Promise<Me | null> {
  return (await get<Whoami>('/me', language)).me;
}

export function signIn(credentials: LoginRequest, language: Language): Promise<Me> {
  return change('POST', '/session', language, credentials);
}

export function signOut(language: Language): Promise<unknown> {
  return change('DELETE', '/session', language);
}

export function fetchDashboards(language: Language): Promise<DashboardList> {
  return get('/dashboards', language);
}

export function fetchDashboard(key: string, language: Language): Promise<DashboardView> {
  return get(`/dashboards/${encodeURIComponent(key)}`, language);
}

export function fetchTile(
  dashboard: string,
  tile: string,
  query: TileQuery,
  language: Language,
  signal: AbortSignal,
): Promise<TileData> {
  return get(`${tilePath(dashboard, tile)}?${search(query)}`, language, signal);
}

export function fetchTileRows(
  dashboard: string,
  tile: string,
  query: TileQuery,
  language: Language,
): Promise<TileRows> {
  return get(`${tilePath(dashboard, tile)}/rows?${search(query)}`, language);
}

/** Address of a tile's rows as CSV, for a download link. */
export function exportAddress(dashboard: string, tile: string, query: TileQuery, language: Language): string {
  return `/api${tilePath(dashboard, tile)}/export.csv?${search(query)}&lang=${language}`;
}

export function fetchAlerts(language: Language): Promise<AlertList> {
  return get('/alerts', language);
}

export function fetchDataHealth(language: Language): Promise<DataHealth> {
  return get('/data', language);
}

function tilePath(dashboard: string, tile: string): string {
  return `/dashboards/${encodeURIComponent(dashboard)}/tiles/${encodeURIComponent(tile)}`;
}

function search({ mentee, ...query }: TileQuery): string {
  const of = mentee === undefined ? {} : { mentee };
  return new URLSearchParams({ ...query, ...of, release: String(query.release) }).toString();
}
