// The JSON Schema that editors use is the one of this zod schema.
import { readFileSync } from "node:fs";
import { labJsonSchema } from "../../definition/json-schema";
import { scenarios } from "../../stacks/scenarios";

test("lab.schema.json is not stale (npm run schema writes it)", () => {
  const committed: unknown = JSON.parse(readFileSync("lab.schema.json", "utf8"));
  expect(committed).toEqual(JSON.parse(JSON.stringify(labJsonSchema(scenarios))));
});

test("it leaves keys that begin with x- to the author, and no others", () => {
  expect(labJsonSchema(scenarios)).toMatchObject({ additionalProperties: false, patternProperties: { "^x-": {} } });
});

test("it knows the keys, the scenarios and both ways to write one", () => {
  const schema = JSON.stringify(labJsonSchema(scenarios));
  for (const word of ["scenarios", "load-balancer", "lifetime", "openToTheWorld", "roster"]) expect(schema).toContain(word);
  for (const { name } of scenarios) {
    expect(schema).toContain(`"required":["${name}"]`);
    expect(/"enum":\[("daemon"[^\]]*)\]/.exec(schema)?.[1]).toContain(`"${name}"`);
  }
});
