import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { newQueryClient } from './api/hooks.ts';
import { App } from './app.tsx';
import { startI18n } from './i18n/setup.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/page-head.css';
import './styles/filters.css';
import './styles/banner.css';
import './styles/login.css';
import './styles/tiles.css';
import './styles/kpi.css';
import './styles/bars.css';
import './styles/chart.css';
import './styles/table.css';
import './styles/skeleton.css';
import './styles/panels.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

await startI18n();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={newQueryClient()}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
