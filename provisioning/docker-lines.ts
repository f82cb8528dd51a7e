// The two ways to install Docker, as lines of the install script. Both run as root, after the preflight.
import { software } from "../definition/pins";

/** Later chapters use them, and a cloud image lacks them (course 2-2, 2-3 and 4). */
const tools = "jq lsof bridge-utils net-tools psmisc";

/** The course's script (2-1), a line for each of its lines. What is added says why. */
export const documentedLines: readonly string[] = [
  "# The course's script, line by line",
  "retry sudo apt-get update",
  "retry sudo apt-get install -y apt-transport-https ca-certificates curl software-properties-common",
  "# later chapters use these, and a cloud image lacks them",
  `retry sudo apt-get install -y ${tools}`,
  "curl -fsSL --retry 5 https://download.docker.com/linux/ubuntu/gpg | sudo apt-key add -",
  "sudo apt-key fingerprint 0EBFCD88",
  "# -y: add-apt-repository asks by now",
  'sudo add-apt-repository -y "deb [arch=amd64] https://download.docker.com/linux/ubuntu $(lsb_release -cs) stable"',
  "retry sudo apt-get update",
  "# before the Engine's first start",
  "engine_settings",
  "retry sudo apt-get install -y docker-ce",
  'sudo usermod -aG docker "$user"',
  "# -f: without it a page that says 404 would be saved as the program",
  `sudo curl -fL --retry 5 "https://github.com/docker/compose/releases/download/${software.compose1}/docker-compose-$(uname -s)-$(uname -m)" -o /usr/local/bin/docker-compose`,
  "sudo chmod +x /usr/local/bin/docker-compose",
  "# -f: it is there already when the script is run again",
  "sudo ln -sf /usr/local/bin/docker-compose /usr/bin/docker-compose",
  `# docker-compose ${software.compose1} would speak API 1.22, which Engine ${software.dockerMajor} refuses: for every shell, and through sudo`,
  `grep -qs ^COMPOSE_API_VERSION= /etc/environment || echo COMPOSE_API_VERSION=${software.composeApi} >> /etc/environment`,
  `echo 'Defaults env_keep += "COMPOSE_API_VERSION"' > /etc/sudoers.d/lab-compose`,
  "chmod 440 /etc/sudoers.d/lab-compose",
  "# an upgrade would restart the Engine while class is on",
  "apt-mark hold docker-ce docker-ce-cli containerd.io > /dev/null",
];

/** docs.docker.com/engine/install/ubuntu (read November 2026), with the course's docker-compose command in front of the plugin. */
export const currentLines: readonly string[] = [
  "# Docker's present instructions for Ubuntu",
  "retry apt-get update",
  "# later chapters use the last five, and a cloud image lacks them",
  `retry apt-get install -y ca-certificates curl ${tools}`,
  "install -m 0755 -d /etc/apt/keyrings",
  "retry curl -fsSL https://download.docker.com/linux/ubuntu/gpg -o /etc/apt/keyrings/docker.asc",
  "chmod a+r /etc/apt/keyrings/docker.asc",
  "printf '%s\\n' 'Types: deb' 'URIs: https://download.docker.com/linux/ubuntu' \"Suites: $VERSION_CODENAME\" 'Components: stable' \\",
  "  'Signed-By: /etc/apt/keyrings/docker.asc' > /etc/apt/sources.list.d/docker.sources",
  "retry apt-get update",
  "# before the Engine's first start",
  "engine_settings",
  "retry apt-get install -y docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin",
  "# the course's command, with the course's container names (practice_lb_1)",
  `printf '%s\\n' '#!/bin/sh' 'exec docker compose --compatibility "$@"' > /usr/local/bin/docker-compose`,
  "chmod 755 /usr/local/bin/docker-compose",
  "# an upgrade would restart the Engine while class is on",
  "apt-mark hold docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin > /dev/null",
];
