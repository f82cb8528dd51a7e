// CSV that spreadsheets open, in which no cell of a person's own is a formula.

/** Rows as CSV with CRLF between them. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(csvCell).join(",")).join("\r\n");
}

/** The same as a file. Without the mark at its front spreadsheets take it for one in their own country's encoding. */
export function spreadsheet(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${csv(rows)}\r\n`;
}

/** A spreadsheet takes a cell that begins with one of these for a formula. */
const formula = /^[=+\-@\t\r]/;

function csvCell(text: string): string {
  const cell = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
