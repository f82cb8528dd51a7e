// Rosters as spreadsheets and forms write them: encodings, delimiters, columns, ids.
import { classOf } from "../lab-yaml";
import { ec2Class, refusal } from "../refusal";

const text = (file = "roster.csv") => ec2Class("", `students: ${file}\n`);
const students = (roster: string | Buffer, file?: string) => classOf(text(file), { [file ?? "roster.csv"]: roster }).students;
const refused = (roster: string | Buffer) => refusal(text(), { "roster.csv": roster });

const korean = "아이디,이름\r\nkim,김민수\r\n";
const expected = [{ name: "kim", label: "김민수" }];

describe("encodings", () => {
  test.each([
    ["UTF-8", Buffer.from(korean)],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${korean}`)],
    ["UTF-16 little-endian", Buffer.from(`\ufeff${korean}`, "utf16le")],
    ["UTF-16 big-endian", Buffer.from(`\ufeff${korean}`, "utf16le").swap16()],
    ["CP949", Buffer.from("bec6c0ccb5f02cc0ccb8a70d0a6b696d2cb1e8b9cebcf60d0a", "hex")],
  ])("%s", (_, roster) => expect(students(roster)).toEqual(expected));

  test("CP949's syllables beyond KS X 1001", () => {
    // 설믜, 똠방
    const roster = Buffer.concat([
      Buffer.from("name,label\na,"),
      Buffer.from("bcb392de", "hex"),
      Buffer.from("\nb,"),
      Buffer.from("8c63b9e6", "hex"),
    ]);
    expect(students(roster)).toEqual([
      { name: "a", label: "설믜" },
      { name: "b", label: "똠방" },
    ]);
  });

  test("anything else is refused", () => {
    expect(refused(Buffer.from("name,label\nkim,\xff\xfe", "latin1"))).toMatch(/roster\.csv: is not text in UTF-8, UTF-16 or CP949$/);
  });
});

describe("delimiters", () => {
  test.each([
    ["semicolons", "name;label\nkim;Kim, M\n"],
    ["tabs", "name\tlabel\nkim\tKim, M\n"],
    ["commas", 'name,label\nkim,"Kim, M"\n'],
    ["Excel's own line", "sep=;\r\nname;label\r\nkim;Kim, M\r\n"],
  ])("%s", (_, roster) => expect(students(roster)).toEqual([{ name: "kim", label: "Kim, M" }]));

  test("only the header's one counts", () => expect(students("name,label\nkim,Kim; M\n")).toEqual([{ name: "kim", label: "Kim; M" }]));

  test("a tab in front of a missing cell", () =>
    expect(students("name\tlabel\tgithub\nkim\t\tkimdev\n")).toEqual([{ name: "kim", github: "kimdev" }]));

  test.each(["students.tsv", "students.txt", "STUDENTS.CSV"])("%s may be a roster", (file) =>
    expect(students("name\nkim\n", file)).toEqual([{ name: "kim" }]),
  );
});

describe("columns", () => {
  test("in Korean", () => {
    expect(students("학번,성명,공개 키,깃허브\n20260001,김민수,ssh-ed25519 AAAA,kimdev\n")).toEqual([
      { name: "20260001", label: "김민수", key: "ssh-ed25519 AAAA", github: "kimdev" },
    ]);
    expect(students("아이디,이름,키,깃헙\nkim,김민수,ssh-ed25519 AAAA,kimdev\n")).toHaveLength(1);
  });

  const warnings = (roster: string) => classOf(text(), { "roster.csv": roster }).warnings;

  test("of others, as a learning management system exports them, are not used, and named in a warning", () => {
    const roster = '학번,이름,"이메일; 주소",Section,Last access\n20260001,김민수,kim@example.com,A,어제\n';
    expect(students(roster)).toEqual([{ name: "20260001", label: "김민수" }]);
    expect(warnings(roster)).toEqual([
      "roster.csv:1: the file has columns that are not used: 이메일; 주소, Section, Last access; used are 학번, 이름",
    ]);
    expect(warnings("name,label\nkim,Kim\n")).toEqual([]);
  });

  test("that may be a misspelling are not guessed at: the one that may have been meant is named", () => {
    expect(students("name,gihtub\nkim,kimdev\n")).toEqual([{ name: "kim" }]);
    expect(warnings("name,gihtub\nkim,kimdev\n")).toEqual([
      "roster.csv:1: the file has columns that are not used: gihtub (did you mean github?); used are name",
    ]);
  });

  test("that say who is in the class are needed, and none is there twice", () => {
    expect(refused("labl,학과\nKim,컴퓨터\n")).toBe(
      "roster.csv:1: the file has no column name or label (아이디, 이름), which says who is in the class; it has labl, 학과",
    );
    expect(refused("name,아이디\nkim,kim\n")).toBe("roster.csv:1: 아이디 means the same as the column name; remove one of them");
  });

  test("that belong to objects are not used either", () => {
    for (const column of ["constructor", "__proto__", "toString"]) expect(students(`name,${column}\nkim,x\n`)).toEqual([{ name: "kim" }]);
  });

  test("a spreadsheet's empty columns and rows are ignored", () => {
    expect(students("name,label,,\nkim,Kim,,\n,,,\n \nlee,,,\n")).toEqual([{ name: "kim", label: "Kim" }, { name: "lee" }]);
    expect(refused("name,label\n,\n")).toBe("roster.csv: has no students");
  });
});

test("labels that no shell should see", () => {
  expect(students(`\ufeffname,label,github\nkim,"Kim ""$(reboot)"" '민수'",kimdev\nlee,,\n`)).toEqual([
    { name: "kim", label: `Kim "$(reboot)" '민수'`, github: "kimdev" },
    { name: "lee" },
  ]);
});

describe("ids", () => {
  test("in upper case are lowered", () => expect(students("name\nKim\nLEE\n")).toEqual([{ name: "kim" }, { name: "lee" }]));

  test("are made of a person's name alone, whatever the row, the column and the form of its letters", () => {
    const one = students("이름\n김민수\n");
    expect(one).toEqual([{ name: expect.stringMatching(/^s-[0-9a-f]{6}$/), label: "김민수" }]);
    expect(students("이름\n이서연\n김민수\n")[1]).toEqual(one[0]);
    expect(students("name\n김민수\n")).toEqual(one);
    expect(students(`이름\n${"김민수".normalize("NFD")}\n`)).toEqual(one);
    expect(students("이름,깃허브\n김민수,kimdev\n")[0]?.name).toBe(one[0]?.name);
  });

  test("are stable: a state made today is found by tomorrow's version", () => {
    expect(students("이름\n김민수\n홍길동\n").map(({ name }) => name)).toEqual(["s-2787ed", "s-9c6b9b"]);
  });

  test("are the name itself where it can be one, and the label keeps its letters", () => {
    expect(students("이름\nKim\n")).toEqual([{ name: "kim", label: "Kim" }]);
    expect(students("이름\nMinsu Kim\n")).toEqual([{ name: expect.stringMatching(/^s-[0-9a-f]{6}$/), label: "Minsu Kim" }]);
  });

  test("a row with an id keeps it beside rows without", () => {
    expect(students("아이디,이름\nkim,김민수\n,이서연\n").map(({ name }) => name)).toEqual(["kim", expect.stringMatching(/^s-/)]);
  });

  test("two people of one name can only be told apart by the instructor", () => {
    expect(refused("이름\n김민수\n이서연\n김민수\n")).toBe(
      'roster.csv:4: label: "김민수" makes the same id as line 2; give both an id of their own in a column 아이디 (or name)',
    );
  });

  test("twice are refused by the roster's lines, also when only their case differs", () => {
    expect(refused("name\nkim\nlee\nKim\n")).toBe(
      'roster.csv:4: name: "Kim" appears twice (line 2 is the first); every student needs a name of their own',
    );
  });
});

test("mistakes are given by the roster's own lines", () => {
  expect(refused("name,label,key\nkim,,\nlee; reboot,,\npark,,not-a-key\n")).toBe(
    [
      'roster.csv:3: name: "lee; reboot" must be 1 to 32 lower-case letters, digits and dashes, beginning and ending with a letter or digit',
      'roster.csv:4: key: "not-a-key" must be an OpenSSH public key on one line, such as ssh-ed25519 AAAA…',
    ].join("\n"),
  );
  expect(refused("name,github\n,kimdev\n")).toBe("roster.csv:2: name is missing; it must be text");
  expect(refused('name\n"kim\n')).toMatch(/^roster\.csv: is not CSV: /);
});

test("300 rows are read in a moment", () => {
  const rows = Array.from({ length: 300 }, (_, at) => `학생${at},ssh-ed25519 ${"A".repeat(68)}`).join("\n");
  const start = performance.now();
  expect(students(`이름,키\n${rows}\n`)).toHaveLength(300);
  expect(performance.now() - start).toBeLessThan(2000);
});
