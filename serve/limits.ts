// The limits of the server: what one browser may ask of it, and how often hosts are asked.

/** Wrong codes that one address may try for one student within `seconds`; after that every code is refused unread, even the right one. */
export const tries = { max: 10, seconds: 60 } as const;

/** Terminals of one student. sshd allows ten sessions over one connection, of which checks need one. */
export const terminalsPerStudent = 4;

/** Pages that show one terminal at once: each holds what it has not yet read. */
export const viewersPerTerminal = 8;

/** Maximum size in bytes of a message from a browser. */
export const frameBytes = 64_000;

/** Bytes that may be typed before the program reads them. */
export const keptInput = 256_000;

/** Bytes of a terminal's output that are kept for a browser that reconnects. */
export const keptOutput = 64_000;

/** Bytes that a browser may lag behind before its terminal is paused, and below which it is resumed. */
export const behind = { pause: 256_000, resume: 64_000 } as const;

/** Seconds that a browser may keep its terminal paused; it is then disconnected, and reconnects when it can. */
export const stalledSeconds = 30;

/** Bytes that a terminal may print while nobody is watching; it is then paused until somebody does. */
export const unseenOutput = 1_000_000;

/** Seconds between two rounds of checks while a board is open, and the timeout of one host. */
export const round = { interval: 2, timeout: 20 } as const;

/** Seconds between two pings on each connection. */
export const heartbeat = 20;

/** Days that a cookie is valid. */
export const cookieDays = 7;
