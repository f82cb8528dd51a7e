// Messages in Korean: what the catalogue says of each, and the values that are put in.
import { amount, counted } from "../../language/counted";
import { korean } from "../../language/korean";
import { speak, t } from "../../language/translate";

afterEach(() => speak("en"));

test("a Korean message has the values of the English one, and is Korean", () => {
  const values = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();
  for (const [key, text] of korean) {
    expect({ key, values: values(text) }).toEqual({ key, values: values(key) });
    // a frame of values alone belongs to no language
    const hasLetters = /[A-Za-z]/.test(key.replace(/\{\d+\}/g, ""));
    if (hasLetters) expect({ key, isKorean: /[가-힣]/.test(text) }).toEqual({ key, isKorean: true });
  }
});

test("values are put in as they are, and what the catalogue does not have stays English", () => {
  speak("ko");
  expect(t`nobody says ${"{1}"} and ${"$&"}`).toBe("nobody says {1} and $&");
  expect(amount(1, "host")).toBe("호스트 1대");
  expect(counted(["kim", "lee"], "EC2 host")).toBe("EC2 호스트 2대 (kim, lee)");
});

test("English by default", () => {
  expect(amount(1, "host")).toBe("1 host");
  expect(counted([], "EC2 host")).toBe("0 EC2 hosts");
});
