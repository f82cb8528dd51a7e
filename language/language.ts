// The languages that the project speaks, and a text in all of them.

/** A language of messages, guides, cards, pages and checks. */
export type Language = "ko" | "en";

/** A text in each language. */
export interface Text {
  readonly ko: string;
  readonly en: string;
}
