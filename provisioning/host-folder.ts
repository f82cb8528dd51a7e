// Where a host keeps what the install script knows of it.

/** Holds `ready` or `error`, `end`, and `installing` while Docker is half installed. */
export const hostFolder = "/var/lib/lab";
