// The secrets of a scenario: those that it names, and no other value of the class under such a name.
import { strict } from "../../definition/findings";
import { scenario } from "../../stacks/scenarios/scenario";
import { classOf, testFolder } from "../lab-yaml";
import { synthLab } from "../synth";

const parts = {
  ...{ name: "own", folder: testFolder(), title: { ko: "하나", en: "One" }, options: strict({}) },
  uses: () => ({ hostPorts: [], containers: [], networks: [], builds: [], images: [], memoryMb: 0 }),
  endpoints: () => [],
  checks: () => [],
};

const synth = (spec: ReturnType<typeof scenario>) =>
  synthLab({ ...classOf("name: c\nlanguage: en\nscenarios: [daemon]\n"), scenarios: [{ spec, state: "running", options: {} }] });

test("a secret that a scenario names is a sensitive variable", () => {
  const own = scenario({ ...parts, secrets: ["shop_password"], declare: (_, lab) => void lab.secret("shop_password") });
  expect(synth(own).json["variable"]).toMatchObject({ shop_password: { type: "string", sensitive: true } });
});

test("a misspelled name is a type error, and no new secret where nobody looks at types", () => {
  const misspelled = scenario({
    ...parts,
    secrets: ["shop_password"],
    // @ts-expect-error the secret is shop_password
    declare: (_, lab) => void lab.secret("shop_pasword"),
  });
  expect(() => synth(misspelled)).toThrow("shop_pasword is not a secret of own; did you mean shop_password?");
  const unnamed = scenario({
    ...parts,
    // @ts-expect-error a scenario that names no secrets has none
    declare: (_, lab) => void lab.secret("shop_password"),
  });
  expect(() => synth(unnamed)).toThrow("shop_password is not a secret of own; it takes none");
});

test.each(["docker_host", "ssh_config", "login_password"] as const)("a secret cannot be named as another value: %s", (name) => {
  const own = scenario({ ...parts, secrets: [name], declare: (_, lab) => void lab.secret(name) });
  expect(() => synth(own)).toThrow(`a secret cannot be named ${name}: that is another value of the class`);
});
