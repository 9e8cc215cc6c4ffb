/** Generated text in every script, with emoji, links, marks of direction, marks that combine, and words longer than a post. */

import fc from "fast-check";

export const words = {
  Indonesian: ["Air naik. ", "Warga pergi, ", "kata Ani; ", "dan ", '"Kami siap," kata dia. ', "kata-kata "],
  English: ["He said. ", "It rained, ", "though ", "the U.S. Senate ", "“Go!” she cried. "],
  Arabic: ["هو ذهب؟ ", "قال الوزير، ", "في المدينة ", "NATO ", "انتهى. "],
  Hebrew: ["הוא הלך. ", "בעיר, ", "שלום "],
  Persian: ["می\u200cروم ", "کتاب. "],
  Hindi: ["वह गया। ", "हिन्दी ", "क्षत्रिय "],
  Thai: ["วันนี้อากาศดี ", "กำลังไป", "ที่นี่"],
  Japanese: ["彼は行く。", "「はい、」と", "カタカナー", "漢字"],
  Chinese: ["他去了。", "我们，", "“好”"],
  Korean: ["그는 갔다. ", "도시에서, ", "한국어 "],
  Russian: ["Он ушёл. ", "в городе, ", "это "],
  Greek: ["Πήγε. ", "στην πόλη, "],
  Vietnamese: ["Anh ấy đi. ", "thành phố, ", "tiếng Việt "],
  Burmese: ["မြန်မာစာ", "သွားသည်။ "],
  combining: ["e\u0301\u0302 ", "ก\u0e33\u0e33 ", "a\u0300\u0301\u0302\u0303 "],
  emoji: ["👩🏽‍🚀", "🇮🇩", "👨‍👩‍👧‍👦 ", "1️⃣ ", "🫩"],
  links: ["https://example.com/a?b=c ", "(https://example.com/d) ", "@redaksi ", "#Tagar "],
  numbers: ["Rp1.000.000,50 ", "pukul 10.30 WIB ", "3,5% ", "12 "],
  long: ["a".repeat(300), "漢".repeat(200)],
} as const;

export const passage = fc
  .array(fc.oneof(...Object.values(words).map((list) => fc.constantFrom(...list))), { minLength: 1, maxLength: 45 })
  .map((parts) => parts.join("").trim());
