// An exercise of one's own for suites on hosts: containers that bind a folder, a file and a secret of it, and more bytes than user data has room for.
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const server = `const { readFileSync } = require("node:fs");
require("node:http").createServer((request, response) => {
  const text = ["/title.txt", "/page/line.txt", "/run/secrets/word"].map((file) => readFileSync(file, "utf8").trim());
  response.end([...text, process.env.FROM_FILE].join(", "));
}).listen(8000);
`;
const files: Readonly<Record<string, string>> = {
  "guide.en.md": "# Shop\n\n```sh\ntouch done\n```\n",
  "compose.yaml": `services:
  page:
    image: node:22-alpine
    command: node /page/server.js
    volumes: ["./page:/page:ro", "./title.txt:/title.txt:ro"]
    env_file: app.env
    secrets: [word]
    ports: ["8095:8000"]
    mem_limit: 96m
    x-page: /
secrets: { word: { file: word.txt } }
`,
  "checks/10-done.sh": '#!/bin/sh\n# en: It is done\n# hint.en: touch done\n[ -e done ] || { echo "nothing in $PWD"; exit 1; }\n',
  "solve.sh": "./bin/finish\n",
  "files/title.txt": "first\n",
  "files/app.env": "FROM_FILE=yes\n",
  "files/word.txt": "hidden\n",
  "files/page/server.js": server,
  "files/page/line.txt": "a line\n",
  "files/bin/finish": "#!/bin/sh\ntouch done\n",
};

/** `./exercises/shop` of a class's folder; its page is on port 8095. */
export class ShopExercise {
  /** What `page/blob` has. */
  readonly blob = randomBytes(300_000);

  constructor(private readonly classFolder: string) {
    for (const [name, content] of Object.entries(files)) this.write(name, content, name.endsWith("finish") ? 0o750 : 0o644);
    this.write("files/page/blob", this.blob);
  }

  write(name: string, content: string | Buffer, mode = 0o644): void {
    const path = join(this.classFolder, "exercises/shop", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, mode);
  }

  async page(address: string): Promise<string> {
    return (await fetch(`http://${address}:8095/`, { signal: AbortSignal.timeout(20_000) })).text();
  }
}
