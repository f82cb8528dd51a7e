// Any text, for properties: of every character that Unicode may have.
import fc from "fast-check";

/** Where UTF-16 has its surrogates, which are not characters. */
const [surrogates, count] = [0xd800, 0x800];

/** The same characters as fast-check's unit "binary", for which it first makes a map of all of them: a second of processor time. */
const character = fc.integer({ min: 0, max: 0x10ffff - count }).map((at) => String.fromCodePoint(at < surrogates ? at : at + count));

/** @param maxLength Characters. @default as long as fast-check likes */
export function anyText(maxLength?: number): fc.Arbitrary<string> {
  return fc.string({ unit: character, ...(maxLength !== undefined && { maxLength }) });
}
