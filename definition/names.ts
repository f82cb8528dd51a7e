// Names of stacks that are needed where loading their constructs would be a wait.

/** The stack of a class's hosts. */
export const hostsStackId = "hosts";
