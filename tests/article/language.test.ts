/** The language of a text: told by script or frequent words, and not taken for a neighbour's. */

import { describe, expect, it } from "vitest";
import { detectLanguage } from "../../src/article/language.ts";

const texts: readonly (readonly [language: string, text: string])[] = [
  [
    "id",
    "Pemerintah kota membuka kembali jembatan lama pada Senin setelah perbaikan selama enam bulan. Warga menyambutnya dengan pasar malam, dan pedagang yang sempat pindah kini pulang.",
  ],
  // With few of the words that Indonesian alone has.
  [
    "id",
    "Pemotor Tewas Tertabrak KRL di Perlintasan Tambun. Seorang pemotor berinisial AR (34) tewas tertabrak kereta rel listrik (KRL) di perlintasan sebidang Tambun, Kabupaten Bekasi. Peristiwa itu terjadi saat palang pintu rusak.",
  ],
  [
    "en",
    "The city reopened the old bridge on Monday after six months of repairs, and traders who had moved away were back with their stalls before the evening was over.",
  ],
  [
    "es",
    "La ciudad reabrió el lunes el viejo puente tras seis meses de obras y los comerciantes que se habían marchado volvieron con sus puestos antes de que cayera la noche, según el alcalde.",
  ],
  [
    "fr",
    "La ville a rouvert lundi le vieux pont après six mois de travaux, et les marchands qui étaient partis sont revenus avec leurs étals avant la nuit, selon le maire de la commune et les habitants du quartier.",
  ],
  [
    "pt",
    "A cidade reabriu na segunda-feira a velha ponte após seis meses de obras, e os comerciantes que não tinham ficado voltaram com as suas bancas; a festa foi uma das maiores, segundo o prefeito.",
  ],
  [
    "de",
    "Die Stadt hat am Montag die alte Brücke nach sechs Monaten wieder geöffnet, und die Händler, die sich zurückgezogen hatten, kamen mit ihren Ständen noch vor der Nacht auf den Platz.",
  ],
  [
    "ar",
    "أعادت المدينة يوم الاثنين فتح الجسر القديم بعد ستة أشهر من أعمال الترميم، وعاد التجار إلى السوق قبل حلول المساء.",
  ],
  [
    "fa",
    "شهرداری روز دوشنبه پل قدیمی را پس از شش ماه تعمیر دوباره باز کرد و فروشندگانی که رفته بودند پیش از شب به بازار برگشتند.",
  ],
  [
    "it",
    "Il comune ha riaperto lunedì il vecchio ponte dopo sei mesi di lavori, e i commercianti che se ne erano andati sono tornati con le loro bancarelle prima di sera, secondo la sindaca.",
  ],
  ["ja", "市は六か月の補修を終え、月曜日に古い橋をふたたび開いた。"],
  ["und", "12.05 – 13.30"],
  // Names alone tell none; they are not taken for Turkmen or Latin.
  ["und", "Wagub Babel Hellyana Ditahan"],
];

describe("the language of a text", () => {
  for (const [language, text] of texts)
    it(`is ${language} of "${text.slice(0, 30)}…"`, () => {
      expect(detectLanguage(text)).toBe(language);
    });
});
