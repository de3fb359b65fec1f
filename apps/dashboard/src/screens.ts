/** The screens of the navigation, in its order. */
import type { LinkProps } from '@tanstack/react-router';
import { SHELL } from './texts/shell';

export const SCREENS: readonly { to: NonNullable<LinkProps['to']>; title: string }[] = [
  { to: '/purchases', title: SHELL.screens.purchases },
  { to: '/money', title: SHELL.screens.money },
  { to: '/lab', title: SHELL.screens.lab },
];
