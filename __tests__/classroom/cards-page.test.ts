// The cards as a page to print.
import { toString } from "qrcode";
import { cardsPage } from "../../classroom/cards-page";

describe("the page", () => {
  const hostile = `<script>alert("1")</script> & 'co'`;
  const kim = {
    student: "kim",
    label: hostile,
    login: "ssh ubuntu@192.0.2.7",
    addresses: [
      { scenario: "nginx", url: "http://192.0.2.7" },
      { scenario: "nginx", url: "http://192.0.2.7:8081" },
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
    expect(html).toContain("<p>docker-101</p>");
    expect(html).toContain("<dt>Log in</dt><dd><code>ssh ubuntu@192.0.2.7</code></dd>");
    expect(html).toContain("<dt>Addresses</dt><dd><code>http://192.0.2.7</code><code>http://192.0.2.7:8081</code></dd>");
    expect(html).toMatch(/<b>Host ends<\/b><br><time datetime="2099-12-01T09:00:00\.000Z">\w+, (Nov 30|Dec 1), \d\d:\d\d \S+<\/time>/);
    const drawn = await toString("http://192.0.2.7", { type: "svg" });
    expect(html.split(drawn.replace("<svg", '<svg role="img" aria-label="http://192.0.2.7"'))).toHaveLength(3);
  });

  test("is in Korean too; on this machine there is nothing to log in to, and without an address no QR code", async () => {
    const html = await cardsPage({ className: "c", language: "ko", cards: [{ student: "kim", label: "김하늘", addresses: [] }] });
    expect(html).toContain('<html lang="ko">');
    expect(html).toContain("<dt>접속</dt><dd>이 컴퓨터</dd>");
    expect(html).not.toMatch(/<svg|주소|호스트 종료/);
  });

  test("is made for A4, and breaks no card", async () => {
    const html = await cardsPage({ className: "c", language: "ko", cards: [kim] });
    expect(html).toContain("@page { size: A4;");
    expect(html).toMatch(/\.card \{ display: inline-block;/);
  });
});
