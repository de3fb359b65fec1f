import { type ReactNode, useId, useState } from 'react';
import { SHARED } from '../texts/shared';

interface FigureProps {
  /** What the picture shows; its heading. */
  title: string;
  picture: ReactNode;
  /** The same numbers as a table: for those who cannot see the picture, and those who want the numbers. */
  table: ReactNode;
}

/** A picture with its table. */
export function Figure({ title, picture, table }: FigureProps) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure className="figure" aria-labelledby={id}>
      <div className="section-head">
        <figcaption id={id}>{title}</figcaption>
        <button type="button" className="button button-quiet" onClick={() => setAsTable(!asTable)}>
          {asTable ? SHARED.figure.showPicture : SHARED.figure.showTable}
        </button>
      </div>
      {asTable ? table : picture}
    </figure>
  );
}
