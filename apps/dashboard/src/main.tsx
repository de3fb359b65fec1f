import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { newQueryClient } from './api/queries';
import { newRouter } from './router';
import { applyTheme } from './shell/theme';
import './styles/base.css';
import './styles/components.css';
import './styles/shell.css';

/** Once the first view is there, so that no screen has to be loaded while the server is away, or after an update. */
const LOAD_SCREENS_AFTER_MS = 1_000;

applyTheme();
const client = newQueryClient();
const router = newRouter(client);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

setTimeout(() => {
  for (const route of Object.values(router.routesById)) void router.loadRouteChunk(route)?.catch(() => undefined);
}, LOAD_SCREENS_AFTER_MS);
