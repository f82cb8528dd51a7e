// Your own CDKTF app with two classes in it: its own backend, its own provider, its own secrets.
import { DockerProvider } from "@cdktf/provider-docker/lib/provider/index.js";
import { App, LocalBackend, TerraformStack, TerraformVariable } from "cdktf";
import { loadClass, scenarios, StudentLab } from "docker-class-lab/constructs";

const app = new App();

for (const file of ["monday.yaml", "tuesday.yaml"]) {
  const { name: className, scenarios: uses } = loadClass(`${import.meta.dirname}/${file}`, scenarios);
  const stack = new TerraformStack(app, className);
  new LocalBackend(stack, { path: `${import.meta.dirname}/${className}.tfstate` });
  new DockerProvider(stack, "docker", {});
  new StudentLab(stack, "lab", {
    className,
    student: "me",
    scenarios: uses,
    bind: "127.0.0.1",
    secret: (name) => new TerraformVariable(stack, name, { type: "string", sensitive: true }).stringValue,
  });
}

app.synth();
