// Equal failures of many are one, with their count and names.
import { equalFailures } from "../../definition/equal-failures";

test("failures that differ only in names and addresses are one, in the order of the first", () => {
  const failures = [
    { name: "kim", address: "10.0.0.1", message: "no SSH to 10.0.0.1: refused", next: "npx lab ssh kim" },
    { name: "lee", address: "10.0.0.2", message: "docker is not installed" },
    { name: "kim-2", address: "10.0.0.11", message: "no SSH to 10.0.0.11: refused", next: "npx lab ssh kim-2" },
  ];
  expect(equalFailures(failures, "students")).toEqual([
    { names: "2 students (kim, kim-2)", message: "no SSH to ADDRESS: refused", next: "npx lab ssh NAME" },
    { names: "lee", message: "docker is not installed" },
  ]);
});

test("of thirty hosts that EC2 refuses, ten are named", () => {
  const failures = Array.from({ length: 30 }, (_, at) => ({
    ...{ name: `student-${at + 1}`, address: "-", message: "EC2 has no instance of this type left in its zone" },
    next: "Try again in a few minutes",
  }));
  expect(equalFailures(failures, "students")).toEqual([
    {
      names: `30 students (${failures
        .slice(0, 10)
        .map(({ name }) => name)
        .join(", ")} and 20 more)`,
      ...{ message: "EC2 has no instance of this type left in its zone", next: "Try again in a few minutes" },
    },
  ]);
});
