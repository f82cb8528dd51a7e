// Rules over a class on EC2: who may reach it, whether its network and disks are large enough, what its hosts can run.
import { t } from "../../language/translate";
import { networkOf, overlap, shareOfInternet } from "../blocks";
import type { AwsTarget, ClassDefinition } from "../class-definition";
import type { Finding } from "../errors";
import { labPorts } from "../open-ports";
import { software } from "../pins";
import { fullestSubnet, subnetCount, subnetRoom } from "../subnets";
import { sparesOf } from "./spares";

/** Docker gives its networks addresses from these blocks (moby's default address pools). */
const dockerPools = ["172.16.0.0/12", "192.168.0.0/16"];
/** What is left of the private addresses. */
const vpcBlocks = ["10.0.0.0/8", "100.64.0.0/10"];
/** Rules a security group may have by default, a block of addresses and a range of ports each. */
const maxRules = 60;
/** GB for Ubuntu, Docker, logs and what a student adds. */
const baseGb = 6;
/** GB of an unpacked image, rounded up: the largest of the course's, mysql and wordpress, have about 0.8. */
const imageGb = 1;

export function awsRules(definition: ClassDefinition, target: AwsTarget): Finding[] {
  return [
    ...budgetRules(definition),
    ...accessRules(definition, target),
    ...networkRules(definition, target),
    ...diskRules(definition, target),
    ...installRules(definition, target),
    ...spareRules(definition, target),
    ...backstopRules(definition, target),
    ...pagesRules(target),
  ];
}

function budgetRules({ budgetUsd, end }: ClassDefinition): Finding[] {
  if (budgetUsd === undefined || end !== undefined) return [];
  return [{ path: ["budget"], message: t`needs an end, without which nobody knows what the class will cost; add ends or lifetime` }];
}

const at = (...path: (string | number)[]) => ["target", "aws", ...path];

function accessRules(definition: ClassDefinition, target: AwsTarget): Finding[] {
  const { access, openToTheWorld } = target;
  const findings: Finding[] = [];
  const blocks = access.filter((block) => block !== "me");
  const next = t`name your classroom's addresses (me is your own), or set openToTheWorld: true`;
  if (!openToTheWorld) {
    access.forEach((block, index) => {
      const share = block === "me" ? 0 : shareOfInternet([block]);
      if (tooLarge(share)) findings.push({ path: at("access", index), value: block, message: t`is ${extent(share)}; ${next}` });
    });
    const together = shareOfInternet(blocks);
    if (findings.length === 0 && tooLarge(together))
      findings.push({ path: at("access"), message: t`covers ${extent(together)} in total; ${next}` });
  }
  const ports = labPorts(definition.scenarios, target);
  const rules = access.length * ports.length;
  if (rules > maxRules)
    findings.push({
      path: at("access"),
      message: t`has ${access.length} blocks, which with ${ports.length} ranges of ports make ${rules} rules, and EC2 allows ${maxRules}; join them into at most ${Math.floor(maxRules / ports.length)} larger blocks`,
    });
  return findings;
}

/** Half of the internet is not a classroom. */
function tooLarge(share: number): boolean {
  return share >= 0.5;
}

function extent(share: number): string {
  return share === 1 ? t`the whole internet` : t`${Math.floor(share * 100)} % of the internet`;
}

function networkRules({ students }: ClassDefinition, target: AwsTarget): Finding[] {
  const { vpcCidr } = target;
  const refuse = (message: string): Finding[] => [{ path: at("vpcCidr"), value: vpcCidr, message }];
  const pool = dockerPools.find((block) => overlap(vpcCidr, block));
  if (pool !== undefined) return refuse(t`overlaps ${pool}, which Docker gives to its networks; use one such as 10.77.0.0/16`);
  const prefix = Number(vpcCidr.split("/")[1]);
  if (prefix < 16 || prefix > 24)
    return refuse(t`must be between a /16 (EC2's largest VPC) and a /24 (room for 300 hosts in four subnets is a /22)`);
  if (!vpcBlocks.some((block) => overlap(vpcCidr, block)))
    return refuse(t`is not of private addresses (${vpcBlocks.join(", ")}); use one such as 10.77.0.0/16`);
  const hosts = [...students.map(({ name }) => name), ...sparesOf(target.spares)];
  if (fullestSubnet(hosts) > subnetRoom(prefix)) {
    const larger = `${vpcCidr.split("/")[0] ?? ""}/${prefix - 2}`;
    return refuse(
      t`is too small for ${hosts.length} hosts (${subnetCount} subnets of ${subnetRoom(prefix)}); use a larger block, such as ${networkOf(larger) ?? larger}`,
    );
  }
  return [];
}

function diskRules({ scenarios }: ClassDefinition, { diskGb }: AwsTarget): Finding[] {
  const images = new Set(scenarios.flatMap(({ spec, options }) => [...spec.uses(options).images, ...spec.uses(options).builds]));
  const min = baseGb + images.size * imageGb;
  if (diskGb >= min) return [];
  const names = scenarios.map(({ spec }) => spec.name).join(", ");
  return [
    {
      path: at("diskGb"),
      value: diskGb,
      message: t`is too small: the images of the scenarios (${names}) need at least ${min}; a GB costs about ten cents a month`,
    },
  ];
}

function installRules({ docker }: ClassDefinition, { instanceType }: AwsTarget): Finding[] {
  const findings: Finding[] = [];
  if (docker.install === "documented" && isArm(instanceType))
    findings.push({
      path: at("instanceType"),
      value: instanceType,
      message: t`is arm64, and docker.install documented is amd64 only; use install: current, or a type such as t3.small`,
    });
  if (docker.install === "none")
    findings.push({
      path: ["docker", "install"],
      value: "none",
      message: t`leaves a new EC2 host without Docker; it must be documented or current (Ubuntu ${software.ubuntu.release})`,
    });
  return findings;
}

function backstopRules({ end }: ClassDefinition, { backstop }: AwsTarget): Finding[] {
  if (!backstop || end !== undefined) return [];
  return [
    { path: at("backstop"), value: true, message: t`is a second line of defence for an end; set ends or lifetime too, or remove it` },
  ];
}

function pagesRules({ pages, spares }: AwsTarget): Finding[] {
  if (!pages || spares > 0) return [];
  return [
    { path: at("pages"), value: true, message: t`is for lab serve --through a spare, and there is none; set spares: 1, or remove it` },
  ];
}

function spareRules({ students }: ClassDefinition, target: AwsTarget): Finding[] {
  const names = new Set(sparesOf(target.spares));
  return students.flatMap(({ name }, index) =>
    names.has(name)
      ? [
          {
            path: ["students", index],
            value: name,
            message: t`is the name of a spare host (spares: ${target.spares}); give the student another`,
          },
        ]
      : [],
  );
}

/** Graviton families: a digit, then a g among the attributes (t4g, c7gn, m8gd); also a1. */
export function isArm(instanceType: string): boolean {
  const family = instanceType.split(".")[0] ?? "";
  return family === "a1" || /^[a-z]+\d+[a-z]*g/.test(family);
}
