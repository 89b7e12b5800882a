import { useDashboards } from '../api/hooks.ts';
import { useMessages } from '../i18n/setup.ts';
import { useViewer } from '../viewer-context.ts';
import { type IconName, isIcon } from './icons.tsx';

export interface Destination {
  readonly path: string;
  readonly title: string;
  readonly icon: IconName;
}

/** Where this viewer can go, in the order of the rail. */
export function useDestinations(): readonly Destination[] {
  const { t } = useMessages();
  const me = useViewer();
  const dashboards = useDashboards().data?.dashboards ?? [];
  return [
    ...dashboards.map(
      ({ key, title }) => ({ path: `/d/${key}`, title, icon: isIcon(key) ? key : 'chart' }) as const,
    ),
    ...(me.may.data ? [{ path: '/data', title: t('nav.data'), icon: 'data' } as const] : []),
  ];
}
