import { lazy, type ReactNode, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import type { Me } from '../api.ts';
import { useDashboards, useMe } from './api/hooks.ts';
import { DashboardPage } from './pages/dashboard-page.tsx';
import { LoginPage } from './pages/login-page.tsx';
import { MissingPage } from './pages/missing-page.tsx';
import { Shell } from './shell/shell.tsx';
import { FailurePanel } from './tiles/failure.tsx';
import { PageSkeleton } from './tiles/skeleton.tsx';
import { ViewerContext } from './viewer-context.ts';

const DataPage = lazy(() => import('./pages/data-page.tsx').then((page) => ({ default: page.DataPage })));

export function App(): ReactNode {
  const me = useMe();
  if (me.data === null) return <LoginPage />;
  if (me.data !== undefined) return <SignedIn me={me.data} />;
  if (me.error !== null) return <FailurePanel error={me.error} retry={() => void me.refetch()} />;
  return <PageSkeleton />;
}

function SignedIn({ me }: { readonly me: Me }): ReactNode {
  return (
    <ViewerContext value={me}>
      <Shell>
        <Suspense fallback={<PageSkeleton />}>
          <Switch>
            <Route path="/">
              <FirstPage />
            </Route>
            <Route path="/d/:dashboard">
              {({ dashboard }) => <DashboardPage key={dashboard} dashboardKey={dashboard} />}
            </Route>
            {me.may.data && (
              <Route path="/data">
                <DataPage />
              </Route>
            )}
            <Route>
              <MissingPage />
            </Route>
          </Switch>
        </Suspense>
      </Shell>
    </ViewerContext>
  );
}

function FirstPage(): ReactNode {
  const dashboards = useDashboards();
  const first = dashboards.data?.dashboards[0];
  if (first !== undefined) return <Redirect to={`/d/${first.key}`} replace />;
  if (dashboards.error !== null) {
    return <FailurePanel error={dashboards.error} retry={() => void dashboards.refetch()} />;
  }
  return <PageSkeleton />;
}
