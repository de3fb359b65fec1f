/** The screens of the navigation, in its order. */
import type { LinkProps } from '@tanstack/react-router';
import { SHELL } from './texts/shell';

interface Screen {
  to: NonNullable<LinkProps['to']>;
  title: string;
  /** Merchants see nothing there. */
  isForAdmin?: true;
}

export const SCREENS: readonly Screen[] = [
  { to: '/purchases', title: SHELL.screens.purchases },
  { to: '/merges', title: SHELL.screens.merges },
  { to: '/link-health', title: SHELL.screens.linkHealth },
  { to: '/connection', title: SHELL.screens.connection },
  { to: '/lab', title: SHELL.screens.lab },
  { to: '/money', title: SHELL.screens.money },
  { to: '/operations', title: SHELL.screens.operations, isForAdmin: true },
];
