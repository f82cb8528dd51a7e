// The next step for the most frequent errors of Terraform and its providers.
import { t } from "../language/translate";
import type { Diagnostic } from "./diagnostic";

/** By the words of Terraform, a provider or Docker, which no language of a class changes. */
const known: readonly (readonly [RegExp, () => string])[] = [
  [
    /toomanyrequests|pull rate limit/i,
    () =>
      t`Docker Hub's limit of anonymous pulls is reached: set docker.mirror in lab.yaml, or pull the image on the Engine's host after docker login there, then npx lab up again`,
  ],
  [
    /no matching manifest for [\w/]*arm/i,
    () =>
      t`The image is not built for this machine's arm64: name one that is in lab.yaml (mysql:5.7 has none, mysql:8.4 does), then npx lab up again`,
  ],
  [
    /unable to (find or )?pull image|error pulling image/i,
    () => t`Check the image's name in lab.yaml and whether the Engine reaches its registry: docker pull IMAGE; then npx lab up again`,
  ],
  [/no space left on device/i, () => t`Free space on the Engine's host: docker system prune; then npx lab up again`],
  [
    /ports are not available|forbidden by its access permissions/i,
    () =>
      t`Windows keeps the port for itself (netsh interface ipv4 show excludedportrange protocol=tcp lists what it keeps): set another in lab.yaml, then npx lab up again`,
  ],
  [
    /cannot expose privileged port/i,
    () => t`A rootless Docker has no port below 1024: set another in lab.yaml, such as nginx: { port: 8088 }, then npx lab up again`,
  ],
  [
    /port is already allocated|address already in use/i,
    () => t`A program took the port meanwhile; free it or set another in lab.yaml, then npx lab up again`,
  ],
  [/Conflict\. The container name/i, () => t`A container took the name meanwhile; remove or rename it, then npx lab up again`],
  [
    /state lock|Lock Info/i,
    () =>
      t`Another lab or cdktf command, or the Terraform of one that was killed, is at work on this stack; wait for it. If none is: terraform force-unlock in the stack's folder`,
  ],
  [/failed to be in healthy state/i, () => t`Look at why: docker logs NAME; then npx lab up again`],
  [
    /backend (configuration|type) changed|migrate existing state/i,
    () =>
      t`The state of this class lies where lab.yaml said before. To take it along: terraform init -migrate-state in the stack's folder; or set \`state\` in lab.yaml back`,
  ],
  [
    /malformed HTTP response/i,
    () =>
      t`The login shell there prints text that Docker reads as the Engine's answer: look for what prints in ~/.bashrc (echo, fortune) and put it behind [ -t 1 ] &&, then npx lab up again`,
  ],
  [
    /error during connect|pinging Docker server|client_loop|broken pipe/i,
    () => t`The host or its Engine was lost meanwhile; what was made is in the state. See npx lab status, then npx lab up goes on`,
  ],
  [
    /checksums? (for|previously recorded)|doesn't match any of the checksums|cached package/i,
    () =>
      t`A provider is not the one that was first installed here. If it was exchanged on purpose, such as by another mirror: remove the plugin cache (~/.cache/docker-class-lab/plugin-cache), then npx lab up again`,
  ],
  [
    /failed to load plugin schemas|plugin did not respond|plugin.*crashed/i,
    () => t`The provider did not run, or crashed: npx lab doctor; rm -r the stack's .terraform folder, then npx lab up again`,
  ],
];

/** What to do about a failure; undefined for one that is not known. */
export function nextStep(diagnostic: Diagnostic): string | undefined {
  if (diagnostic.next !== undefined) return diagnostic.next;
  const text = `${diagnostic.summary}: ${diagnostic.detail}`.replace(/\s+/g, " ");
  return known.find(([pattern]) => pattern.test(text))?.[1]();
}
