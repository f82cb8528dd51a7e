// Pins grow old: an image tag that is no longer built gets no security updates either.
import { ageInDays, pinList } from "../../definition/pin-list";
import { images, terraform } from "../../definition/pins";
import { tableDate } from "../../aws/price-table";

test("no pin was last looked at more than a year ago (npm run pins says where to look)", () => {
  expect(pinList.filter((pin) => ageInDays(pin) > 365).map(({ name, pinned, checked }) => ({ name, pinned, checked }))).toEqual([]);
});

test("the table of AWS's prices is not older than two years", () => {
  expect(ageInDays({ name: "prices", pinned: tableDate, checked: `${tableDate}-01`, source: "" })).toBeLessThan(730);
});

test("every provider of Terraform is in the list", () => {
  expect(pinList.map(({ pinned }) => pinned)).toEqual(expect.arrayContaining(Object.values(terraform.providers)));
});

test("every image is in the list, by a tag that stays what it is: never latest", () => {
  const listed = pinList.map(({ pinned }) => pinned);
  for (const image of Object.values(images)) {
    expect(listed).toContain(image);
    expect(image).toMatch(/:[^:]*\d/);
  }
});
