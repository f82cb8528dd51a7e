// How a lab's Engine is reached: what a kind of hosts hands to the labs.

/** How a lab's Engine is reached. */
export interface Engine {
  /** `ssh://user@address:port`. @default the Engine that the docker command reaches on this machine */
  readonly host?: string;
  /** Options of every ssh, besides the class's configuration file. @default none */
  readonly sshOptions?: readonly string[];
}

/** What a kind of hosts offers to the labs. */
export interface Hosts {
  /** The Engine of the host a student sits at. */
  engine(student: string): Engine;
}
