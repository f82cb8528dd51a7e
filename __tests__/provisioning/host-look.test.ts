// What lab status asks a host itself in one run.
import { fullDisksScript } from "../../provisioning/full-disks";
import { hostLookScript, readHostLook } from "../../provisioning/host-look";
import { lastLoginScript } from "../../provisioning/last-login";

test("the last login, which may end its own shell, comes before the disks", () => {
  expect(hostLookScript("docker-101")).toBe(`(\n${lastLoginScript("docker-101")})\n${fullDisksScript}`);
});

test("the first line is about the login, the others are disks", () => {
  expect(readHostLook("never\nfull labs 40\nfull tmp 0\n")).toEqual({
    lastLogin: { kind: "never" },
    fullDisks: [
      { folder: "~/labs", free: 40 },
      { folder: "/tmp", free: 0 },
    ],
  });
  expect(readHostLook("")).toEqual({ lastLogin: { kind: "unknown" }, fullDisks: [] });
});
