// `lab guide`: what a student reads, as Markdown and as a page of its own.
import { createHash } from "node:crypto";
import { type GuideContext, guideMarkdown, guidePage } from "../../classroom/guide";
import { guideFacts } from "../../classroom/guide-facts";
import { sshHost, thisMachine } from "../../engine/host";
import { mermaid, svg } from "../../classroom/graph-drawing";
import { page } from "../../classroom/guide-page";
import type { Student } from "../../definition/class-definition";
import { scenarios } from "../../stacks/scenarios";
import type { Exercise } from "../../stacks/scenarios/scenario";
import { classOf, testWorkspace } from "../lab-yaml";

const names = scenarios.map(({ name }) => name);
const context = (yaml: string): GuideContext => ({ definition: classOf(yaml), workspace: testWorkspace("c") });
const remote = (rest: string) => context(`name: c\ntarget: { hosts: { kim: "ubuntu@192.0.2.7" } }\n${rest}`);
const kim: Student = { name: "kim" };
const host = (address: string) => ({
  ...(address === "127.0.0.1" ? thisMachine("kim", address) : sshHost("kim", { address, user: "ubuntu", port: 22 }, "ssh_config")),
  run: () => Promise.reject(new Error("no guide asks a host")),
});
const markdown = (yaml: string, student = kim) => guideMarkdown(remote(yaml), student, host("192.0.2.7"));

describe("as Markdown", () => {
  test("has the student's own address, ports and names", () => {
    const text = markdown('language: en\nscenarios: [{ nginx: { port: 8000, image: "nginx:1.28", state: ready } }]\n');
    expect(text).toContain("# Docker lab guide · kim\n\nAddress: 192.0.2.7\n\nLog in: ssh ubuntu@192.0.2.7\n\n# Why containers\n");
    expect(text).toContain("\n# nginx containers and published ports\n");
    expect(text).toContain("docker run --name nginx -d -p 8000:80 nginx:1.28");
    expect(text).toContain("<http://192.0.2.7:8000/>");
    expect(text).toContain("hello, kim");
  });

  test("says what runs already", () => {
    expect(markdown("language: en\nscenarios: [nginx]\n")).toContain("`nginx` and `nginx-8081` are running already.");
  });

  test("is in the class's language, or the one that is asked for", () => {
    expect(markdown("language: ko\nscenarios: [nginx]\n")).toContain("## 목표");
    const english = guideMarkdown(remote("language: ko\nscenarios: [nginx]\n"), kim, host("192.0.2.7"), { language: "en" });
    expect(english).toContain("## Goal");
  });

  test("takes another scenario's ports where the class has them, else their defaults", () => {
    const own = markdown("language: en\nscenarios: [networks, { nginx: { secondPort: 9000 } }]\n");
    expect(own).toContain("http://localhost:9000/");
    expect(markdown("language: en\nscenarios: [networks]\n")).toContain("-p 8081:80 nginx:1.30");
  });

  test("on this machine: the class's own folders, quoted where they have to be, and no login", () => {
    const local = { ...context("name: c\nlanguage: en\nscenarios: [{ wordpress: { state: ready } }, load-balancer, daemon]\n") };
    const text = guideMarkdown(local, kim, host("127.0.0.1"));
    expect(text).toContain(`-v ${local.workspace.dataFolder}/wordpress_db:/var/lib/mysql`);
    expect(text).toContain(`cd ${local.workspace.exerciseFolder}/load-balancer`);
    expect(text).not.toContain("Log in");
    expect(text).toContain("Docker Desktop hides that host in a virtual machine");
    expect(markdown("language: en\nscenarios: [daemon]\n")).not.toContain("Docker Desktop hides");
  });

  test("names the data folder of the guide's own scenario, and none where it keeps no data", () => {
    const { definition, workspace } = remote("language: en\nscenarios: [nginx]\n");
    const dataOf = (exercise: Exercise) => {
      const [use] = definition.scenarios.map((each) => ({ ...each, spec: { ...each.spec, exercise } }));
      return use && guideFacts({ definition, workspace }, { student: "kim", address: "192.0.2.7", use }).values["data"];
    };
    expect(dataOf({ data: ["/home/shop_db", "/home/shop_files"] })).toBe("/home/shop_db");
    expect(dataOf({})).toBeUndefined();
  });

  test("labels what is shown, and says in words what a figure shows", () => {
    const text = markdown("language: en\nscenarios: [networks]\n");
    expect(text).toContain("You see:\n\n```text\n");
    expect(text).toMatch(/^\*Figure: The host has an interface eth0 /m);
    expect(text).not.toMatch(/[⟨⟩]|<!--|\.svg/);
  });

  test("one scenario alone comes without the first chapter, which is only read", () => {
    const text = guideMarkdown(remote("language: en\nscenarios: [nginx, networks]\n"), kim, host("192.0.2.7"), { scenario: "nginx" });
    expect(text.match(/^# .*$/gm)).toEqual(["# Docker lab guide · kim", "# nginx containers and published ports"]);
  });

  test("names the command that checks: the host's own, or the instructor's on this machine", () => {
    expect(markdown("language: en\nscenarios: [nginx]\n")).toContain("\nlab-check nginx\n");
    const local = guideMarkdown(context("name: c\nscenarios: [nginx]\n"), kim, host("127.0.0.1"));
    expect(local).toContain("\nnpx lab check --scenario nginx\n");
  });

  test("writes an IPv6 address as a URL has it", () => {
    expect(guideMarkdown(remote("scenarios: [nginx]\n"), kim, host("2001:db8::7"))).toContain("<http://[2001:db8::7]:80/>");
  });

  test("a name is text, whatever it holds", () => {
    const text = markdown("language: ko\nscenarios: [nginx]\n", { name: "kim", label: "<b>*Kim*</b>\n# [x](y)\u001b[31m" });
    expect(text.split("\n")[0]).toBe("# 도커 실습 안내 · \\<b\\>\\*Kim\\*\\</b\\> \\# \\[x\\]\\(y\\)");
  });
});

describe("a drawing of the lab", () => {
  const lab = [
    { name: "nginx", running: true, networks: ["bridge"], ports: ["80 → 80"], volumes: [] },
    { name: "db", running: false, networks: ["wordpress"], ports: [], volumes: ["/home/wordpress_db"] },
  ];

  test("as Mermaid: ports lead to containers, containers to networks and folders", () => {
    expect(mermaid(lab)).toBe(
      [
        "flowchart LR",
        '  n0{{"bridge"}}',
        '  n1{{"wordpress"}}',
        '  v0[("/home/wordpress_db")]',
        '  c0["nginx"]',
        '  p0_0(["80 → 80"]) --> c0',
        "  c0 --- n0",
        '  c1["db (stopped)"]',
        "  c1 --- n1",
        "  c1 --- v0",
      ].join("\n"),
    );
  });

  test("as SVG in the guide, with its words for those who cannot see it", () => {
    const html = guidePage(remote("language: en\nscenarios: [nginx]\n"), kim, host("192.0.2.7"), { lab });
    expect(html).toContain('<li><a href="#lab">Your lab right now</a></li>');
    expect(html).toContain('aria-label="nginx: 80 → 80, bridge; db: wordpress, /home/wordpress_db"');
    expect(html.match(/<rect class="space"/g)?.length).toBe(1);
  });

  test("a name is text in both", () => {
    const hostile = [{ name: '"<b>]', running: true, networks: [], ports: [], volumes: [] }];
    expect(svg(hostile)).toContain("&quot;&lt;b&gt;]");
    expect(mermaid(hostile)).toContain('"#quot;<b>]"');
  });
});

describe("as a page", () => {
  const html = guidePage(remote(`language: en\nscenarios: [${names.join(", ")}]\n`), kim, host("192.0.2.7"));

  test("needs nothing from a network: no file but itself, and no script but its own", () => {
    expect(html).not.toMatch(/\s(src|srcset|action|poster)=|@import|url\(|<(link|iframe|img|object|form)\b/i);
    for (const [, href = ""] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(#[a-z0-9-]+|http:\/\/192\.0\.2\.7:\d+\/.*)$/);
    const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    expect(policy).toMatch(/^default-src 'none';/);
    for (const kind of ["style", "script"]) {
      const [, text = ""] = new RegExp(`<${kind}>(.*?)</${kind}>`, "s").exec(html) ?? [];
      expect(policy).toContain(`${kind}-src 'sha256-${createHash("sha256").update(text).digest("base64")}'`);
    }
  });

  test("is made for a phone, and says its language", () => {
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(html).toContain('<html lang="en">');
  });

  test("has every scenario, each reached from the contents", () => {
    for (const name of names) {
      expect(html).toContain(`<li><a href="#${name}">`);
      expect(html).toContain(`<section id="${name}">`);
    }
  });

  test("a button copies what is typed: a block in one go, what is typed at another prompt on its own", () => {
    const typed = [...html.matchAll(/data-text="([^"]*)"/g)].map(([, text = ""]) => text);
    expect(typed).toContain("docker exec -it nginx bash");
    expect(typed).toContain("docker run -i -t --name commit_test ubuntu:24.04");
    expect(typed).toContain("echo test_first! &gt;&gt; first");
    expect(typed.some((text) => text.includes("-m &quot;my first commit &quot; \\\n commit_test \\\n"))).toBe(true);
  });

  test("hides the answer until it is asked for, and opens all of them for print", () => {
    expect(html.match(/<details><summary>Answer<\/summary>/g)).toHaveLength(names.length);
    expect(html).toContain('addEventListener("beforeprint"');
  });

  test("every step has an anchor of its own and a box that is remembered under it; every chapter leads back", () => {
    const ids = Array.from(html.matchAll(/ id="([^"]*)"/g), ([, id = ""]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const steps = Array.from(html.matchAll(/<h4 id="([a-z-]+-\d+)"><a class="anchor" href="#\1">/g), ([, id]) => id);
    expect(steps.length).toBeGreaterThan(40);
    expect(Array.from(html.matchAll(/<input type="checkbox" value="([^"]*)">/g), ([, id]) => id)).toEqual(steps);
    expect(html.match(/<a class="top" href="#contents">/g)).toHaveLength(names.length + 1);
  });

  test("the contents have the chapters' own titles", () => {
    const titles = Array.from(html.matchAll(/<h2>(.*)<\/h2>/g), ([, title]) => title);
    const entries = Array.from(html.matchAll(/<li><a href="#[a-z-]+">(.*)<\/a><\/li>/g), ([, title]) => title);
    expect(entries).toEqual(titles);
    expect(entries[0]).toBe("Why containers");
  });

  test("a copy button says what it copies, and an output what it is; figures say what they show", () => {
    expect(html).toContain('aria-label="Copy: docker exec -it nginx bash"');
    expect(html.match(/<figcaption>You see<\/figcaption><pre tabindex="0" role="group"/g)?.length).toBeGreaterThan(40);
    expect(html.match(/<svg role="img" aria-label="[^"]{60,}"/g)).toHaveLength(3);
    expect(html).not.toMatch(/<text[^>]* lang="ko"/);
    expect(html).toContain('<p class="said" role="status">');
  });

  test("shows raw HTML of any text as text", () => {
    const hostile = page({
      language: "ko",
      title: '</title><script>alert(1)</script>"',
      lead: ["<img src=x onerror=alert(1)>"],
      chapters: [
        {
          id: "nginx",
          title: "<i>",
          markdown:
            '# <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) ![b](http://x/y.png)\n\n```sh\n"><script>\n```\n',
        },
      ],
    });
    expect(hostile.match(/<script>/g)).toHaveLength(1);
    expect(hostile).not.toMatch(/<img|<i>|javascript:/);
    expect(hostile).toContain('data-text="&quot;&gt;&lt;script&gt;"');
  });
});
