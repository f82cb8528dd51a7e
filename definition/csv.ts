// CSV for spreadsheets, in which no text from a person becomes a formula.

/** Rows as CSV with CRLF between them. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(csvCell).join(",")).join("\r\n");
}

/** The same as a file. Without the byte order mark, spreadsheets assume their own country's encoding. */
export function spreadsheet(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${csv(rows)}\r\n`;
}

/** A spreadsheet reads a cell that begins with one of these as a formula. */
const formula = /^[=+\-@\t\r]/;

function csvCell(text: string): string {
  const cell = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
