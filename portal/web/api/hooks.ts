import { QueryCache, QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type {
  AlertList,
  DashboardList,
  DashboardView,
  DataHealth,
  Me,
  TileData,
  TileQuery,
  TileRows,
} from '../../api.ts';
import { useMessages } from '../i18n/setup.ts';
import {
  ApiError,
  fetchAlerts,
  fetchDashboard,
  fetchDashboards,
  fetchDataHealth,
  fetchMe,
  fetchTile,
  fetchTileRows,
} from './client.ts';

/** One cache for the page; a passing failure is tried once more by itself, a refusal is not. */
export function newQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => recover(client, error) }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 1 && error instanceof ApiError && error.problem.retryable,
        refetchOnWindowFocus: false,
        staleTime: 60_000,
      },
    },
  });
  return client;
}

/** A session that ended leads back to the sign-in; a release no longer kept leads to the newest one. */
function recover(client: QueryClient, error: Error): void {
  if (!(error instanceof ApiError)) return;
  if (error.status === 401) void client.invalidateQueries({ queryKey: ['me'] });
  if (error.status === 410) void client.invalidateQueries({ queryKey: ['dashboard'] });
}

export function useMe(): UseQueryResult<Me | null, Error> {
  const { language } = useMessages();
  return useQuery({ queryKey: ['me', language], queryFn: () => fetchMe(language), retry: false });
}

export function useDashboards(): UseQueryResult<DashboardList, Error> {
  const { language } = useMessages();
  return useQuery({ queryKey: ['dashboards', language], queryFn: () => fetchDashboards(language) });
}

/** The page view: definition, release and freshness. A new view asks again and may get a newer release. */
export function useDashboard(key: string): UseQueryResult<DashboardView, Error> {
  const { language } = useMessages();
  return useQuery({
    queryKey: ['dashboard', key, language],
    queryFn: () => fetchDashboard(key, language),
    placeholderData: (before) => (before?.key === key ? before : undefined),
  });
}

/** One tile at the release of its page view; while filters change, the value shown before stays. */
export function useTile(dashboard: string, tile: string, query: TileQuery): UseQueryResult<TileData, Error> {
  const { language } = useMessages();
  return useQuery({
    queryKey: ['tile', dashboard, tile, query],
    queryFn: ({ signal }) => fetchTile(dashboard, tile, query, language, signal),
    placeholderData: (before) => before,
  });
}

export function useTileRows(
  dashboard: string,
  tile: string,
  query: TileQuery,
): UseQueryResult<TileRows, Error> {
  const { language } = useMessages();
  return useQuery({
    queryKey: ['rows', dashboard, tile, query, language],
    queryFn: () => fetchTileRows(dashboard, tile, query, language),
  });
}

export function useAlerts(): UseQueryResult<AlertList, Error> {
  const { language } = useMessages();
  return useQuery({
    queryKey: ['alerts', language],
    queryFn: () => fetchAlerts(language),
    refetchInterval: 60_000,
  });
}

export function useDataHealth(): UseQueryResult<DataHealth, Error> {
  const { language } = useMessages();
  return useQuery({ queryKey: ['data', language], queryFn: () => fetchDataHealth(language) });
}
