import cytoscape from 'cytoscape';
import dagre from 'cytoscape-dagre';
import { useEffect, useRef } from 'react';
import { GROUP, MERGES } from '../../texts/merges';
import { SHARED } from '../../texts/shared';
import { colorOf, EVIDENCE_COLORS, useTextColor } from './colors';
import type { GroupGraph as Graph, GroupNode } from './group-model';

cytoscape.use(dagre);

const LABEL_MAX = 24;
const STEP = 1.3;
const ZOOM = { minZoom: 0.2, maxZoom: 2.5 };

function labelOf({ identifier: { type, value } }: GroupNode): string {
  const shown = value ?? SHARED.erased;
  return `${SHARED.kinds[type]}\n${shown.length > LABEL_MAX ? `${shown.slice(0, LABEL_MAX)}…` : shown}`;
}

function elementsOf({ nodes, lines }: Graph): cytoscape.ElementDefinition[] {
  return [
    ...nodes.map((node) => ({
      data: { id: node.id, label: labelOf(node) },
      classes: [node.identifier.type, node.isOther ? 'other' : ''].join(' '),
    })),
    ...lines.map(({ id, from, to, evidence, refusedBecause }) => ({
      data: {
        id,
        source: from,
        target: to,
        label: refusedBecause === null ? MERGES.evidence[evidence.kind] : MERGES.refused,
      },
      classes: refusedBecause === null ? evidence.kind : 'refused',
    })),
  ];
}

/** In the colours of now. @param text of what is written */
function styleIn(text: string): cytoscape.StylesheetJson {
  return [
    {
      selector: 'node',
      style: {
        shape: 'round-rectangle',
        width: 150,
        height: 44,
        label: 'data(label)',
        'text-wrap': 'wrap',
        'text-max-width': '140px',
        'text-valign': 'center',
        'font-size': 11,
        'font-family': 'system-ui, "Noto Sans", sans-serif',
        color: text,
        'background-color': colorOf('--surface-2'),
        'border-width': 1.5,
        'border-color': colorOf('--line-strong'),
      },
    },
    {
      selector: 'node.customer_id',
      style: { 'background-color': colorOf('--accent-soft'), 'border-color': colorOf('--accent') },
    },
    { selector: 'node.other', style: { 'border-style': 'dashed', 'background-color': colorOf('--surface') } },
    {
      selector: 'edge',
      style: {
        'curve-style': 'bezier',
        width: 2.5,
        label: 'data(label)',
        'font-size': 10,
        'font-family': 'system-ui, "Noto Sans", sans-serif',
        color: text,
        'text-background-color': colorOf('--surface'),
        'text-background-opacity': 1,
        'text-background-padding': '2px',
      },
    },
    ...Object.entries(EVIDENCE_COLORS).map(([kind, name]) => ({
      selector: `edge.${kind}`,
      style: { 'line-color': colorOf(name) },
    })),
    { selector: 'edge.refused', style: { 'line-color': colorOf('--bad'), 'line-style': 'dashed' as const } },
  ];
}

/** Drawn by Cytoscape. It scrolls with the page: coming closer is by the buttons, and the table says the same. */
export function GroupGraph({ graph }: { graph: Graph }) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<cytoscape.Core | null>(null);
  const textColor = useTextColor();
  useEffect(() => {
    const core = cytoscape({
      container: place.current,
      elements: elementsOf(graph),
      style: styleIn(textColor),
      ...ZOOM,
      userZoomingEnabled: false,
      boxSelectionEnabled: false,
      autounselectify: true,
    });
    const isNarrow = (place.current?.clientWidth ?? 0) < 700;
    const layout: dagre.DagreLayoutOptions = {
      name: 'dagre',
      rankDir: isNarrow ? 'TB' : 'LR',
      rankSep: isNarrow ? 70 : 170,
      nodeSep: 24,
      padding: 24,
      fit: true,
      animate: false,
    };
    core.layout(layout).run();
    if (core.zoom() > 1.2) core.zoom(1.2).center();
    drawn.current = core;
    return () => core.destroy();
  }, [graph, textColor]);
  const zoom = (by: number) => {
    const core = drawn.current;
    core?.zoom({ level: core.zoom() * by, renderedPosition: { x: core.width() / 2, y: core.height() / 2 } });
  };
  const refused = graph.lines.filter(({ refusedBecause }) => refusedBecause !== null).length;
  // As high as it needs, as far as the window allows.
  const blockSize = `min(${Math.min(42, 14 + 2 * graph.nodes.length)}rem, 70vh)`;
  return (
    <div className="graph" style={{ blockSize }}>
      <div
        role="img"
        aria-label={GROUP.picture(graph.nodes.length, graph.lines.length - refused, refused)}
        ref={place}
        className="graph-canvas"
      />
      <div className="graph-tools">
        <button type="button" className="button" aria-label={GROUP.zoomIn} onClick={() => zoom(STEP)}>
          +
        </button>
        <button type="button" className="button" aria-label={GROUP.zoomOut} onClick={() => zoom(1 / STEP)}>
          −
        </button>
        <button type="button" className="button" onClick={() => drawn.current?.fit(undefined, 24)}>
          {GROUP.fit}
        </button>
      </div>
    </div>
  );
}
