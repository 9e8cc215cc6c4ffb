import { describe, expect, it } from "vitest";
import { pointsBack, tellsOpinion } from "../../src/thread/digest-phrases.ts";

describe("a sentence", () => {
  it.each([
    "Ini adalah deklarasi.",
    "Hal tersebut disampaikan kemarin.",
    "Klausulnya jelas: yang diserang dibantu.",
    "Pakta ini menghidupkan kembali aliansi lama.",
    "Di saat Barat berusaha mengisolasinya, ia justru membangun koalisinya sendiri.",
    "“Namun, itu belum cukup,” katanya.",
    "He said so.",
    "However, the bank refused.",
    "Sin embargo, nadie respondió.",
  ])("points back: %s", (text) => expect(pointsBack(text)).toBe(true));

  it.each([
    "Hari ini hujan turun.",
    "Setidaknya 14 orang tewas.",
    "Iniesta mencetak gol.",
    "Tahun ini panen gagal.",
    "Presiden tiba di Dumai, dan ia langsung meninjau pasar.",
    "Hertz said so.",
    "Italy won.",
  ])("stands alone: %s", (text) => expect(pointsBack(text)).toBe(false));

  it("tells an opinion by its phrases, wherever they stand", () => {
    expect(tellsOpinion("Barat tentu tidak bisa tidur nyenyak.")).toBe(true);
    expect(tellsOpinion("Sebuah permainan catur.")).toBe(true);
    expect(tellsOpinion("Tentunya angka itu naik 5 persen.")).toBe(false);
  });
});
