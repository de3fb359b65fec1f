import { SHELL } from '../texts/shell';

export function Loading() {
  return (
    <p className="loading" role="status">
      {SHELL.loading}
    </p>
  );
}
