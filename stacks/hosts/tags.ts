// The tags of a class on everything it has in AWS: how `lab down` and `lab orphans` find it when Terraform's state is lost.
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { type IAspect, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import type { End } from "../../definition/class-definition";
import { endText } from "../../definition/end";
import { tags } from "../../definition/pins";

/** Value of the managed-by tag. */
const managedBy = "docker-class-lab";

export interface ClassTagsProps {
  readonly className: string;
  /** @default the hosts have none */
  readonly end?: End | undefined;
  /** Value of the owner tag. @default there is no such tag */
  readonly owner?: string | undefined;
}

/** The tags of a class; a host's own add its student's id. Nothing else of a person is in them. */
export function classTags({ className, end, owner }: ClassTagsProps): Record<string, string> {
  return {
    [tags.class]: className,
    [tags.managedBy]: managedBy,
    ...(owner !== undefined && { [tags.owner]: owner }),
    ...(end && { [tags.ends]: endText(end) }),
  };
}

/** Puts tags on every resource that takes them, and on the volumes of instances. A tag a resource has already wins. */
export class Tags implements IAspect {
  constructor(private readonly tags: Record<string, string>) {}

  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node) || !isTaggable(node)) return;
    const tags = { ...this.tags, ...node.tagsInput };
    node.tags = tags;
    if (node instanceof Instance) node.volumeTags = { ...tags, ...node.volumeTagsInput };
  }
}

interface Taggable {
  tags: Record<string, string>;
  readonly tagsInput: Record<string, string> | undefined;
}

function isTaggable(node: object): node is Taggable {
  return "tagsInput" in node;
}
