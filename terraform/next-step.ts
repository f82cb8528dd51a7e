// The next step for what Terraform and its providers say most often.
import { type Diagnostic, formatDiagnostic } from "./diagnostic";

const known: readonly (readonly [RegExp, string])[] = [
  [
    /toomanyrequests|pull rate limit/i,
    "Docker Hub's limit of anonymous pulls is reached: set docker.mirror in lab.yaml, or pull the image on the Engine's host after docker login there, then lab up again",
  ],
  [
    /unable to (find or )?pull image|error pulling image/i,
    "Check the image's name in lab.yaml and whether the Engine reaches its registry: docker pull IMAGE; then lab up again",
  ],
  [/no space left on device/i, "Free space on the Engine's host: docker system prune; then lab up again"],
  [
    /port is already allocated|address already in use/i,
    "A program took the port meanwhile; free it or set another in lab.yaml, then lab up again",
  ],
  [/Conflict\. The container name/i, "A container took the name meanwhile; remove or rename it, then lab up again"],
  [
    /state lock|Lock Info/i,
    "Another lab or cdktf command is at work on this class; wait for it. If none is: terraform force-unlock in the stack's folder",
  ],
  [/failed to be in healthy state/i, "Look at why: docker logs NAME; then lab up again"],
];

/** What to do about a failure; undefined for one that is not known. */
export function nextStep(diagnostic: Diagnostic): string | undefined {
  const text = formatDiagnostic(diagnostic);
  return known.find(([pattern]) => pattern.test(text))?.[1];
}
