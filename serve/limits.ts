// How much one browser may ask of the server, in one place.

/** Wrong codes that one address may try for one student within `seconds`; further ones are refused unread, the right one too. */
export const tries = { max: 10, seconds: 60 } as const;

/** Terminals of one student. sshd takes ten sessions over one connection, of which checks need one. */
export const terminalsPerStudent = 4;

/** Pages that show one terminal at once: each holds what it has not yet read. */
export const viewersPerTerminal = 8;

/** Bytes of a message from a browser. */
export const frameBytes = 64_000;

/** Bytes that may be typed before the program reads them. */
export const keptInput = 256_000;

/** Bytes of a terminal's output that are kept for a browser that comes back. */
export const keptOutput = 64_000;

/** Bytes that a browser may be behind before its terminal is paused, and when it goes on. */
export const behind = { pause: 256_000, resume: 64_000 } as const;

/** Seconds that a browser may hold its paused terminal up; it is then disconnected, and comes back when it can. */
export const stalledSeconds = 30;

/** Bytes that a terminal may print while nobody looks; it is then paused until somebody does. */
export const unseenOutput = 1_000_000;

/** Seconds between two rounds of questions while a board is open, and for the answer of one host. */
export const round = { interval: 2, timeout: 20 } as const;

/** Seconds between two signs of life on each connection. */
export const heartbeat = 20;

/** Days that a cookie opens the pages. */
export const cookieDays = 7;
