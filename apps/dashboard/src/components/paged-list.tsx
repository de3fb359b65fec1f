import type { RowData } from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';
import type { usePages } from '../api/queries';
import { type Column, DataTable } from './data-table';
import { Loading } from './loading';
import { Problem } from './problem';

interface PagedListProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  pages: ReturnType<typeof usePages<Row>>;
  keyOf: (row: Row, index: number) => string;
  /** Shown in place of a list without rows. */
  empty: ReactNode;
}

/** A list as far as it was read: while it loads, when it cannot be read, and when nothing is there. */
export function PagedList<Row extends RowData>({ label, columns, pages, keyOf, empty }: PagedListProps<Row>) {
  const { data, error } = pages;
  const rows = useMemo(() => rowsOf(data), [data]);
  if (data === undefined) {
    return error === null ? <Loading /> : <Problem error={error} again={() => void pages.refetch()} />;
  }
  if (rows.length === 0) return empty;
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      hasMore={pages.hasNextPage}
      isLoadingMore={pages.isFetchingNextPage}
      loadMore={() => void pages.fetchNextPage()}
    />
  );
}

export function rowsOf<Row>(data: { pages: { items: Row[] }[] } | undefined): Row[] {
  return data?.pages.flatMap(({ items }) => items) ?? [];
}
