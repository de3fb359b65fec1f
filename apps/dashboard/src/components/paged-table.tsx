import { type ReactNode, useMemo } from 'react';
import { type Column, DataTable } from './data-table';
import { Loading } from './loading';
import { Problem } from './problem';

interface PagedTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  /** What `usePages` gives. */
  pages: {
    data: { pages: { items: Row[] }[] } | undefined;
    error: Error | null;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
    refetch: () => Promise<unknown>;
  };
  keyOf: (row: Row, index: number) => string;
  /** Shown when the list has nothing. */
  empty: ReactNode;
}

/** A list of the API as a table: read further as somebody scrolls. */
export function PagedTable<Row extends object>({ label, columns, pages, keyOf, empty }: PagedTableProps<Row>) {
  const { data, error } = pages;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
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
