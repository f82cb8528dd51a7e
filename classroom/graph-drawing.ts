// Draws a lab: as Mermaid for whoever reads Markdown, as SVG for a page.
import type { GraphContainer } from "../engine/lab-graph";
import { escapeHtml } from "./guide-html";

/** Distinct names of a column, in the order of their first container. */
const column = (containers: readonly GraphContainer[], kind: "networks" | "volumes") => [
  ...new Set(containers.flatMap((container) => container[kind])),
];

/** A Mermaid flowchart: ports lead to containers, containers to their networks, folders and volumes. */
export function mermaid(containers: readonly GraphContainer[]): string {
  const networks = column(containers, "networks");
  const volumes = column(containers, "volumes");
  const text = (name: string) => `"${name.replaceAll('"', "#quot;")}"`;
  return [
    "flowchart LR",
    ...networks.map((name, at) => `  n${at}{{${text(name)}}}`),
    ...volumes.map((name, at) => `  v${at}[(${text(name)})]`),
    ...containers.flatMap(({ name, running, networks: own, volumes: mounted, ports }, at) => [
      `  c${at}[${text(running ? name : `${name} (stopped)`)}]`,
      ...ports.map((port, index) => `  p${at}_${index}([${text(port)}]) --> c${at}`),
      ...own.map((network) => `  c${at} --- n${networks.indexOf(network)}`),
      ...mounted.map((volume) => `  c${at} --- v${volumes.indexOf(volume)}`),
    ]),
  ].join("\n");
}

const row = 40;
const box = 30;
const columns = { ports: { x: 6, width: 92 }, containers: { x: 138, width: 178 }, others: { x: 372, width: 182 } };

/** An SVG in the style of the guides' figures. */
export function svg(containers: readonly GraphContainer[], { standalone = false } = {}): string {
  const others = [
    ...column(containers, "networks").map((name) => ({ name, kind: "networks" as const, look: "bridge" })),
    ...column(containers, "volumes").map((name) => ({ name, kind: "volumes" as const, look: "card" })),
  ];
  const height = Math.max(containers.length, others.length, 1) * row + 10;
  const top = (at: number, count: number) => 5 + at * row + (Math.max(containers.length, others.length, 1) - count) * (row / 2);
  const containerTop = (at: number) => top(at, containers.length);
  const otherTop = (at: number) => top(at, others.length);
  const lines = containers.flatMap((container, at) =>
    others.flatMap(({ name, kind }, index) =>
      container[kind].includes(name)
        ? [
            `<path d="M${columns.containers.x + columns.containers.width} ${containerTop(at) + box / 2} L${columns.others.x} ${otherTop(index) + box / 2}"/>`,
          ]
        : [],
    ),
  );
  const drawn = containers.flatMap(({ name, running, ports }, at) => [
    ...boxOf(columns.containers, containerTop(at), name, running ? "card" : "space"),
    ...(ports.length === 0
      ? []
      : [
          ...boxOf(columns.ports, containerTop(at), ports.join(", "), "flow"),
          `<path class="flow" d="M${columns.ports.x + columns.ports.width} ${containerTop(at) + box / 2} H${columns.containers.x}"/>`,
        ]),
  ]);
  const right = others.flatMap(({ name, look }, at) => boxOf(columns.others, otherTop(at), name, look));
  const style = standalone
    ? "<style>svg{font:12px sans-serif;color:#111;background:#fff}text{text-anchor:middle}rect,path{fill:none;stroke:#333}.bridge{fill:#d3e3fd}.card{fill:#f3f4f6}.space{stroke-dasharray:5 4}.flow{stroke:#0b57d0}</style>"
    : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 ${height}">${style}\n${[...lines, ...drawn, ...right].join("\n")}\n</svg>`;
}

function boxOf({ x, width }: { x: number; width: number }, y: number, name: string, look: string): string[] {
  const maxLength = Math.floor(width / 7);
  const shown = name.length > maxLength ? `…${name.slice(1 - maxLength)}` : name;
  return [
    `<rect class="${look}" x="${x}" y="${y}" width="${width}" height="${box}" rx="4"/>`,
    `<text class="small" x="${x + width / 2}" y="${y + 20}">${escapeHtml(shown)}</text>`,
  ];
}

/** The same in one sentence for each container. */
export function inWords(containers: readonly GraphContainer[]): string {
  return containers
    .map(({ name, networks, ports, volumes }) => `${name}: ${[...ports, ...networks, ...volumes].join(", ") || "-"}`)
    .join("; ");
}
