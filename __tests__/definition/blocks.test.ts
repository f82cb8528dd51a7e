// CIDR blocks as ranges.
import fc from "fast-check";
import { blockFault, networkOf, overlap, shareOfInternet } from "../../definition/blocks";
import { ec2Class, refusal } from "../refusal";

const ipv4 = fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 32 })).map(([address, prefix]) => `${address}/${prefix}`);
const ipv6 = fc.tuple(fc.ipV6(), fc.integer({ min: 1, max: 128 })).map(([address, prefix]) => `${address}/${prefix}`);

test("a block overlaps every block around it, in either order", () => {
  const around = fc.oneof(ipv4, ipv6).chain((block) => {
    const [address = "", prefix] = block.split("/");
    return fc.integer({ min: 0, max: Number(prefix) }).map((shorter) => [block, `${address}/${shorter}`] as const);
  });
  fc.assert(fc.property(around, ([block, outer]) => overlap(block, outer) && overlap(outer, block)));
});

test.each([
  ["10.0.0.0/24", "10.0.1.0/24", false],
  ["10.0.0.0/25", "10.0.0.128/25", false],
  ["10.0.0.7/23", "10.0.1.200/24", true],
  ["172.17.0.1/32", "172.16.0.0/12", true],
  ["2001:db8::/33", "2001:db8:8000::/33", false],
  ["2001:db8::/32", "2001:db8:ffff::7/48", true],
])("%s and %s overlap: %p", (left, right, is) => expect([overlap(left, right), overlap(right, left)]).toEqual([is, is]));

test("blocks of two families never overlap", () => expect(overlap("0.0.0.0/0", "::/0")).toBe(false));

test.each([
  ["10.0.0.7/24", "10.0.0.0/24"],
  ["10.0.0.0/24", undefined],
  ["10.0.0.7/32", undefined],
  ["2001:db8::7/64", "2001:db8::/64"],
  ["2001:db8:0:1::/64", undefined],
  ["::ffff:10.0.0.7/120", "::ffff:a00:0/120"],
])("the network of %s is %s", (block, network) => expect(networkOf(block)).toBe(network));

test.each([
  [["0.0.0.0/1", "128.0.0.0/1"], 1],
  [["128.0.0.0/1", "0.0.0.0/2"], 0.75],
  [["0.0.0.0/1", "10.0.0.0/8", "0.0.0.0/2"], 0.5],
  [["::/0"], 1],
  [["2000::/4", "3000::/4"], 1],
  [["fc00::/7"], 0],
  [["0.0.0.0/2", "2000::/4"], 0.5],
  [[], 0],
])("%j is %d of the internet", (blocks, share) => expect(shareOfInternet(blocks)).toBe(share));

test.each([
  ["10.0.0.300/24", 'its address "10.0.0.300" is not an IPv4 address, which is four numbers from 0 to 255'],
  ["2001:db8:::/32", 'its address "2001:db8:::" is not an IPv6 address'],
  ["10.0.0.0/40", "its prefix /40 is not /0 to /32"],
  ["2001:db8::/129", "its prefix /129 is not /0 to /128"],
])("the wrong part of %s is named", (text, fault) => {
  expect(blockFault(text)).toBe(fault);
  expect(refusal(ec2Class("").replace(/access: .*/, `access: ["${text}"]`))).toContain(
    `: "${text}" must be a CIDR block such as 203.0.113.0/24, or me; ${fault}`,
  );
});

test.each(["10.0.0.0", "anywhere", "10.0.0.0/", "203.0.113.0/24", "::/0"])("%s has no part that is wrong", (text) =>
  expect(blockFault(text)).toBeUndefined(),
);
