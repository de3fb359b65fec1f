import { createColumnHelper, type RowData, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { SHARED } from '../texts/shared';

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** A track of a CSS grid; `minmax(8rem, 1fr)` when it is left out. */
  width?: string;
  isNumber?: boolean;
}

interface DataTableProps<Row> {
  /** What the table shows, for those who do not see it. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row, index: number) => string;
  hasMore?: boolean;
  isLoadingMore?: boolean;
  /** Called when the last rows come into view. */
  loadMore?: () => void;
}

const ROW_HEIGHT = 44;
/** So many rows beyond the edge are there before they come into view. */
const OVERSCAN = 12;
const WIDTH = 'minmax(8rem, 1fr)';

const features = tableFeatures({});

/** Rows of a list as far as it was read. Only those in view are in the page, however many there are. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { label, columns, rows, keyOf, hasMore = false, isLoadingMore = false, loadMore } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const defined = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return columns.map(({ id, header, cell }) => helper.display({ id, header, cell: ({ row }) => cell(row.original) }));
  }, [columns]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  // The table makes objects for each row that it is given.
  const data = useMemo(() => rows.slice(first, last + 1), [rows, first, last]);
  const getRowId = (row: Row, index: number) => keyOf(row, first + index);
  const table = useTable<typeof features, Row>({ features, columns: defined, data, getRowId });
  const modelled = table.getRowModel().rows;
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= rows.length - OVERSCAN) loadMore?.();
  }, [hasMore, isLoadingMore, last, rows.length, loadMore]);
  const gridTemplateColumns = columns.map(({ width = WIDTH }) => width).join(' ');
  const alignment = new Map(columns.map(({ id, isNumber }) => [id, isNumber === true ? 'is-number' : undefined]));
  return (
    <div className="table-frame">
      <div
        className="table"
        ref={scroller}
        role="table"
        aria-label={label}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        tabIndex={0}
      >
        <div className="table-inside">
          <div role="rowgroup" className="table-head">
            {table.getHeaderGroups().map((group) => (
              <div role="row" key={group.id} className="table-row" style={{ gridTemplateColumns }} aria-rowindex={1}>
                {group.headers.map((header) => (
                  <div role="columnheader" key={header.id} className={alignment.get(header.id)}>
                    <table.FlexRender header={header} />
                  </div>
                ))}
              </div>
            ))}
          </div>
          <div role="rowgroup" className="table-body" style={{ blockSize: virtual.getTotalSize() }}>
            {items.map(({ index, start }) => {
              const row = modelled[index - first]!;
              const transform = `translateY(${start}px)`;
              return (
                <div
                  role="row"
                  key={row.id}
                  className="table-row"
                  style={{ gridTemplateColumns, transform }}
                  aria-rowindex={index + 2}
                >
                  {row.getAllCells().map((cell) => (
                    <div role="cell" key={cell.id} className={alignment.get(cell.column.id)}>
                      <table.FlexRender cell={cell} />
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      <p className="table-foot" aria-live="polite">
        {isLoadingMore ? SHARED.table.loadingMore : SHARED.table.shown(rows.length, hasMore)}
      </p>
    </div>
  );
}
