// Which room may import which: the arrows only go down, and nothing goes in a circle. `npm run lint` holds it.
// language/ is below them all
const rooms = {
  language: [],
  definition: [],
  provisioning: ["definition"],
  workspace: ["definition"],
  aws: ["definition"],
  stacks: ["definition", "provisioning"],
  terraform: ["definition", "workspace"],
  engine: ["definition", "provisioning", "workspace"],
  deploy: ["definition", "provisioning", "workspace", "aws", "stacks", "terraform", "engine"],
  exports: ["definition", "provisioning", "stacks"],
  classroom: ["definition", "provisioning", "workspace", "stacks", "engine"],
  serve: ["definition", "provisioning", "workspace", "stacks", "engine", "classroom"],
  cli: ["definition", "provisioning", "workspace", "aws", "stacks", "terraform", "engine", "deploy", "classroom", "serve"],
};

const upward = Object.entries(rooms)
  .map(([room, others]) => [room, room === "language" ? [] : ["language", ...others]])
  .map(([room, allowed]) => ({
    name: `${room}-imports-down`,
    comment: `${room}/ may import ${allowed.length === 0 ? "no other room" : allowed.join(", ")}`,
    severity: "error",
    from: { path: `^${room}/` },
    to: { path: `^(${Object.keys(rooms).join("|")})/`, pathNot: `^(${[room, ...allowed].join("|")})/` },
  }));

/** Clouds that a class makes hosts on: what is asked of one is a room, and what `lab` does with it a folder of deploy/. */
const clouds = ["aws"];

const asked = clouds.map((cloud) => ({
  name: `${cloud}-asked-by-its-own-alone`,
  comment: `what is of ${cloud} alone is in ${cloud}/, deploy/${cloud}/, deploy/targets/${cloud}.ts and the verbs that are for it alone; others ask the target`,
  severity: "error",
  from: {
    path: "^(deploy|cli|serve|classroom)/",
    pathNot: `^(deploy/${cloud}/|deploy/targets/${cloud}\\.ts|cli/verbs/(extend|orphans)\\.ts)`,
  },
  // the caller's own address and the proxy are asked for hosts anywhere; Terraform's state may be in S3 for any target
  to: { path: `^(deploy/)?${cloud}/`, pathNot: "^aws/(my-address|proxy|terraform-credentials)\\.ts$" },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...upward,
    ...asked,
    {
      name: "nobody-imports-main",
      comment: "main.ts and the command's start are on top",
      severity: "error",
      from: { path: `^(${Object.keys(rooms).join("|")})/`, pathNot: "^cli/lab\\.mjs$" },
      to: { path: "^(main|cli/main)\\.ts$" },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "definition-knows-no-cdktf",
      comment: "what a class is needs no construct and no network",
      severity: "error",
      from: { path: "^(definition|provisioning|workspace)/" },
      to: { path: "^node_modules/(cdktf|constructs|@cdktf|@aws-sdk)" },
    },
    {
      name: "cdktf-in-stacks-alone",
      comment: "what a move to cdktf's successor has to change stays in one place (docs/cdktn.md)",
      severity: "error",
      from: { path: "^(aws|terraform|engine|deploy|classroom|serve|cli)/", pathNot: "^deploy/synthesize\\.ts$" },
      to: { path: "^node_modules/(cdktf|@cdktf)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(__tests__|bench|cdktf\\.out|\\.lab|stacks/scenarios/[^/]+/files|serve/browser)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
