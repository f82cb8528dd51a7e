// The cards as a page to print.
import { toString } from "qrcode";
import { type Card, cardsPage } from "../../classroom/cards-page";

describe("the page", () => {
  const hostile = `<script>alert("1")</script> & 'co'`;
  const kim: Card = {
    student: "kim",
    label: hostile,
    login: "ssh -i kim.key ubuntu@192.0.2.7",
    scenarios: [
      {
        scenario: "nginx",
        state: "running",
        addresses: [
          { what: "nginx", url: "http://192.0.2.7" },
          { what: "nginx-8081", url: "http://192.0.2.7:8081" },
        ],
      },
      { scenario: "wordpress", state: "ready", addresses: [{ what: "WordPress", url: "http://192.0.2.7:8082" }] },
      { scenario: "image-layers", state: "ready", addresses: [] },
      { scenario: "daemon", state: "running", addresses: [] },
    ],
    ends: "2099-12-01T09:00:00.000Z",
  };

  test("shows a person's text as text, runs no script and fetches nothing", async () => {
    const html = await cardsPage({ className: "c", language: "en", cards: [kim] });
    expect(html).toContain("<h2>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;</h2>");
    expect(html).not.toMatch(/<script|\s(src|href|on\w+)=|@import|url\(/i);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  test("has a card per student with the login, every address, the end and the first address as QR code", async () => {
    const html = await cardsPage({ className: "docker-101", language: "en", cards: [kim, { ...kim, student: "lee", label: "Lee" }] });
    expect(html.match(/<section class="card">/g)).toHaveLength(2);
    expect(html).toContain("<p>docker-101 · Name <code>kim</code></p>");
    expect(html).toContain("<b>Log in</b><code>ssh -i kim.key ubuntu@192.0.2.7</code></p>");
    for (const row of [
      "<tr><th>nginx</th><td><code>http://192.0.2.7</code></td></tr>",
      "<tr><th>nginx-8081</th><td><code>http://192.0.2.7:8081</code></td></tr>",
      "<tr><th>wordpress</th><td><code>http://192.0.2.7:8082</code> (you start it)</td></tr>",
      "<tr><th>image-layers</th><td>you type it</td></tr>",
    ])
      expect(html).toContain(row);
    expect(html).not.toContain("daemon");
    expect(html).toMatch(/<p>Host ends <time datetime="2099-12-01T09:00:00\.000Z">\w+, (Nov 30|Dec 1), \d\d:\d\d \S+<\/time><\/p>/);
    const drawn = await toString("http://192.0.2.7", { type: "svg" });
    expect(html.split(drawn.replace("<svg", '<svg role="img" aria-label="http://192.0.2.7"'))).toHaveLength(3);
  });

  test("is in Korean too; on this machine there is nothing to log in to, and without an address no QR code", async () => {
    const html = await cardsPage({ className: "c", language: "ko", cards: [{ student: "kim", label: "김하늘", scenarios: [] }] });
    expect(html).toContain('<html lang="ko">');
    expect(html).toContain('<p class="login"><b>접속</b> 이 컴퓨터</p>');
    expect(html).not.toMatch(/<svg|<table|호스트 종료|비밀번호/);
  });

  test("is made for A4, and breaks no card", async () => {
    const html = await cardsPage({ className: "c", language: "ko", cards: [kim] });
    expect(html).toContain("@page { size: A4;");
    // 4 rows and their gaps between the margins
    const rows = Number(/grid-auto-rows: (\d+)mm/.exec(html)?.[1]);
    expect(4 * rows + 3).toBeLessThanOrEqual(297 - 20);
    expect(html).toMatch(/\.card \{ [^}]*overflow: hidden; [^}]*break-inside: avoid;/);
  });

  test("a password stands below the command that asks for it", async () => {
    const html = await cardsPage({
      className: "c",
      language: "en",
      cards: [{ ...kim, login: "ssh ubuntu@192.0.2.7", password: "k7mf-3qzt-9xwp-h2rd" }],
    });
    expect(html).toContain("<code>ssh ubuntu@192.0.2.7</code>Password <code>k7mf-3qzt-9xwp-h2rd</code></p>");
  });
});
