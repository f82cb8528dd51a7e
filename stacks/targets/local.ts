// Target local in stacks: a lab on this machine's Engine, with its folders among the class's own files.
import type { TargetStacks } from "./target-stacks";

export const local: TargetStacks<"local"> = {
  providers: [],
  lab: ({ bind }, variables) => ({
    bind,
    dataFolder: variables.text({ kind: "data_folder" }),
    labsFolder: variables.text({ kind: "labs_folder" }),
  }),
};
