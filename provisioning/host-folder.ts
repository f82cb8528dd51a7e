// The folder in which a host keeps what the install script has found out and done.

/** Holds `ready` or `error`, `end`, and `installing` while Docker is half installed. */
export const hostFolder = "/var/lib/lab";
