// The readiness gate of one host: when it is applied, the host's Engine answers and its exercise files are there. A gate that failed is
// tried again by the next deploy, it alone.
import { Construct } from "constructs";
import { TerraformData } from "../terraform-data";
import { keptMark } from "../../provisioning/exercise-files";
import { filesId, gateId } from "../../definition/host-ids";
import { deliverScriptFile, deliveryFolder, gateScriptFile, installScriptFile, readinessScriptFile, triggerOf } from "./scripts";

export interface GateProps {
  /** A student's name, or a spare's. */
  readonly name: string;
  readonly user: string;
  readonly address: string;
  readonly port: number;
  /** Name under which the host's key is pinned. @default its address */
  readonly hostKeyAlias?: string;
  /** Seconds that ssh may take to answer. */
  readonly sshTimeout: number;
  /**
   * What ssh does at the first contact with a host whose keys nobody has pinned.
   * @default what the class's ssh_config says
   */
  readonly firstContact?: "accept-new";
  /** Seconds that a new instance's sshd may refuse the class's key. @default as long as ssh may take to answer */
  readonly refusalTimeout?: number;
  /** What to look at when ssh does not answer. */
  readonly hint: string;
  /** When the install script is run over ssh. It changes nothing where all is in place. */
  readonly install: "always" | "unless-ready";
  /** What makes the gate run again when it changes. */
  readonly triggers: Readonly<Record<string, string>>;
  readonly files: GateFiles;
  readonly keys: GateKeys;
  /** Changes with any exercise file: the host then gets those that it does not have. */
  readonly delivery: string;
}

/** Paths that only the instructor's machine knows: Terraform variables. */
export interface GateFiles {
  readonly sshConfig: string;
  /** Folder with the files of `gateScripts`. */
  readonly scripts: string;
}

/** What lets a student log in, and takes out who sat there before. */
export interface GateKeys {
  /** File name of the script below `scripts`. */
  readonly file: string;
  readonly script: string;
}

/** Seconds after which a gate gives up, whatever it waits for. A host that installs itself passes in 1 to 5 minutes. */
const timeout = 1800;

export class Gate extends Construct {
  constructor(scope: Construct, id: string, props: GateProps) {
    super(scope, id);
    const { name, files } = props;
    const login = {
      LAB_NAME: name,
      LAB_LOGIN: `${props.user}@${props.address}`,
      LAB_PORT: String(props.port),
      LAB_HOST_KEY_ALIAS: props.hostKeyAlias ?? "",
      LAB_GATE_TIMEOUT: String(timeout),
      LAB_FIRST_CONTACT: props.firstContact ?? "",
      LAB_SSH_CONFIG: files.sshConfig,
    };
    const gate = new TerraformData(this, "gate", {
      triggersReplace: { ...props.triggers, keys: triggerOf(props.keys.script) },
      provisioners: [
        {
          type: "local-exec",
          interpreter: ["bash"],
          command: `${files.scripts}/${gateScriptFile}`,
          environment: {
            ...login,
            LAB_SSH_TIMEOUT: String(props.sshTimeout),
            LAB_REFUSAL_TIMEOUT: props.refusalTimeout === undefined ? "" : String(props.refusalTimeout),
            LAB_HINT: props.hint,
            LAB_INSTALL: props.install,
            LAB_INSTALL_SCRIPT: `${files.scripts}/${installScriptFile(props.user)}`,
            LAB_READINESS_SCRIPT: `${files.scripts}/${readinessScriptFile}`,
            LAB_KEYS_SCRIPT: `${files.scripts}/${props.keys.file}`,
          },
        },
      ],
    });
    gate.overrideLogicalId(gateId(name));
    const delivery = new TerraformData(this, "files", {
      // a gate that ran again may have met another machine
      triggersReplace: { gate: gate.getStringAttribute("id"), files: props.delivery },
      provisioners: [
        {
          type: "local-exec",
          interpreter: ["bash"],
          command: `${files.scripts}/${deliverScriptFile}`,
          environment: { ...login, LAB_DELIVERY: `${files.scripts}/${deliveryFolder}`, LAB_KEPT_MARK: keptMark },
        },
      ],
    });
    delivery.overrideLogicalId(filesId(name));
  }
}
