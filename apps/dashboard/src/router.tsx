import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { Root } from './shell/root';
import { NotFound } from './shell/not-found';

interface SharedSearch {
  /** Whose data the admin looks at. */
  merchant?: string;
}

const root = createRootRoute({
  component: Root,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): SharedSearch => textOf(search, 'merchant'),
  search: { middlewares: [retainSearchParams(['merchant'])] },
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/purchases', search, replace: true });
  },
});

const purchases = createRoute({
  getParentRoute: () => root,
  path: '/purchases',
  validateSearch: (search: Record<string, unknown>): { q?: string; status?: string; linked?: string } => ({
    ...textOf(search, 'q'),
    ...textOf(search, 'status'),
    ...textOf(search, 'linked'),
  }),
  component: lazyRouteComponent(() => import('./screens/purchases/purchases-screen'), 'PurchasesScreen'),
});

const purchase = createRoute({
  getParentRoute: () => root,
  path: '/purchases/$orderId',
  component: lazyRouteComponent(() => import('./screens/purchases/purchase-screen'), 'PurchaseScreen'),
});

type MoneySearch = { [name in 'show' | 'state' | 'campaign' | 'of' | 'type']?: string };

const money = createRoute({
  getParentRoute: () => root,
  path: '/money',
  validateSearch: (search: Record<string, unknown>): MoneySearch => ({
    ...textOf(search, 'show'),
    ...textOf(search, 'state'),
    ...textOf(search, 'campaign'),
    ...textOf(search, 'of'),
    ...textOf(search, 'type'),
  }),
  component: lazyRouteComponent(() => import('./screens/money/money-screen'), 'MoneyScreen'),
});

const campaign = createRoute({
  getParentRoute: () => root,
  path: '/money/campaigns/$campaignId',
  component: lazyRouteComponent(() => import('./screens/money/campaign-screen'), 'CampaignScreen'),
});

const lab = createRoute({
  getParentRoute: () => root,
  path: '/lab',
  validateSearch: (search: Record<string, unknown>): { campaign?: string } => textOf(search, 'campaign'),
  component: lazyRouteComponent(() => import('./screens/lab/lab-screen'), 'LabScreen'),
});

const runs = createRoute({
  getParentRoute: () => lab,
  path: '/',
  validateSearch: (search: Record<string, unknown>): { compare?: string } => textOf(search, 'compare'),
  component: lazyRouteComponent(() => import('./screens/lab/runs'), 'Runs'),
});

const run = createRoute({
  getParentRoute: () => lab,
  path: '$replayId',
  validateSearch: (search: Record<string, unknown>): { scenario?: string } => textOf(search, 'scenario'),
  component: lazyRouteComponent(() => import('./screens/lab/run'), 'Run'),
});

export const router = createRouter({
  routeTree: root.addChildren([home, purchases, purchase, money, campaign, lab.addChildren([runs, run])]),
  basepath: '/dashboard',
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** A number in an address is read as one; ids are texts all the same. */
function textOf<K extends string>(search: Record<string, unknown>, name: K): { [name in K]?: string } {
  const value = search[name];
  const isThere = (typeof value === 'string' && value !== '') || typeof value === 'number';
  return (isThere ? { [name]: String(value) } : {}) as { [name in K]?: string };
}
