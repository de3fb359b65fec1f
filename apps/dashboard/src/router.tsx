import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { purchaseRead, purchaseStoryRead } from './api/purchase';
import { readAhead } from './api/queries';
import { Loading } from './components/loading';
import { Root } from './shell/root';
import { NotFound } from './shell/not-found';

interface SharedSearch {
  /** Whose data the admin looks at. */
  merchant?: string;
}

/** What routes ask with. */
interface Context {
  client: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
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
  loaderDeps: ({ search: { merchant } }) => ({ merchant }),
  // What leads here stays until the story is there, so that it is drawn once.
  loader: ({ context: { client }, deps: { merchant }, params: { orderId } }) =>
    readAhead(client, merchant, [purchaseRead(orderId), purchaseStoryRead(orderId)]),
  component: lazyRouteComponent(() => import('./screens/purchases/purchase-screen'), 'PurchaseScreen'),
});

const merges = createRoute({
  getParentRoute: () => root,
  path: '/merges',
  validateSearch: (search: Record<string, unknown>) => ({
    ...textOf(search, 'status'),
    ...textOf(search, 'evidence'),
    ...textOf(search, 'actor'),
    ...textOf(search, 'from'),
    ...textOf(search, 'to'),
  }),
  component: lazyRouteComponent(() => import('./screens/merges/merges-screen'), 'MergesScreen'),
});

const merge = createRoute({
  getParentRoute: () => root,
  path: '/merges/$mergeId',
  component: lazyRouteComponent(() => import('./screens/merges/merge-screen'), 'MergeScreen'),
});

const mergeByHand = createRoute({
  getParentRoute: () => root,
  path: '/merges/new',
  validateSearch: (search: Record<string, unknown>) => ({ ...textOf(search, 'type'), ...textOf(search, 'value') }),
  component: lazyRouteComponent(() => import('./screens/merges/merge-by-hand-screen'), 'MergeByHandScreen'),
});

const group = createRoute({
  getParentRoute: () => root,
  path: '/merges/group',
  validateSearch: (search: Record<string, unknown>) => ({
    ...textOf(search, 'id'),
    ...textOf(search, 'type'),
    ...textOf(search, 'value'),
  }),
  component: lazyRouteComponent(() => import('./screens/merges/group-screen'), 'GroupScreen'),
});

const proposals = createRoute({
  getParentRoute: () => root,
  path: '/merges/proposals',
  validateSearch: (search: Record<string, unknown>) => textOf(search, 'status'),
  component: lazyRouteComponent(() => import('./screens/merges/proposals-screen'), 'ProposalsScreen'),
});

const operations = createRoute({
  getParentRoute: () => root,
  path: '/operations',
  validateSearch: (search: Record<string, unknown>) => ({
    ...textOf(search, 'part'),
    ...textOf(search, 'state'),
    ...textOf(search, 'kind'),
    ...textOf(search, 'whose'),
  }),
  component: lazyRouteComponent(() => import('./screens/operations/operations-screen'), 'OperationsScreen'),
});

const connection = createRoute({
  getParentRoute: () => root,
  path: '/connection',
  component: lazyRouteComponent(() => import('./screens/connection/connection-screen'), 'ConnectionScreen'),
});

const linkHealth = createRoute({
  getParentRoute: () => root,
  path: '/link-health',
  validateSearch: (search: Record<string, unknown>): { days?: string; show?: string; at?: string } => ({
    ...textOf(search, 'days'),
    ...textOf(search, 'show'),
    ...textOf(search, 'at'),
  }),
  component: lazyRouteComponent(() => import('./screens/link-health/link-health-screen'), 'LinkHealthScreen'),
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

/** Longer than that nobody waits for the next screen without seeing that it comes. */
const PENDING_MS = 300;

export const newRouter = (client: QueryClient) =>
  createRouter({
    routeTree: root.addChildren([
      ...[home, purchases, purchase, merges, merge, mergeByHand, group, proposals, linkHealth, connection],
      ...[lab.addChildren([runs, run]), money, campaign, operations],
    ]),
    basepath: '/dashboard',
    context: { client },
    defaultPreload: 'intent',
    defaultPendingMs: PENDING_MS,
    defaultPendingMinMs: 0,
    defaultPendingComponent: Loading,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}

/** A number in an address is read as one; ids are texts all the same. */
function textOf<K extends string>(search: Record<string, unknown>, name: K): { [name in K]?: string } {
  const value = search[name];
  const isThere = (typeof value === 'string' && value !== '') || typeof value === 'number';
  return (isThere ? { [name]: String(value) } : {}) as { [name in K]?: string };
}
