/** Different words for one thing, so that no two tags of a thread say the same: short forms that no article spells out, and what Indonesian takes from English. */

import { wordsOf } from "./terms.ts";

const groups = `
AI|Kecerdasan Buatan|Kecerdasan Artifisial|Artificial Intelligence
AS|Amerika Serikat|Amerika
US|USA|United States|America
UK|United Kingdom|Britain
UE|Uni Eropa
EU|European Union
PBB|Perserikatan Bangsa-Bangsa
UN|United Nations
Pemilu|Pemilihan Umum
Pilkada|Pemilihan Kepala Daerah
Pilpres|Pemilihan Presiden
DPR|DPR RI|Dewan Perwakilan Rakyat
MPR|Majelis Permusyawaratan Rakyat
KPK|Komisi Pemberantasan Korupsi
MK|Mahkamah Konstitusi
MA|Mahkamah Agung
KPU|Komisi Pemilihan Umum
Polri|Kepolisian Republik Indonesia
TNI|Tentara Nasional Indonesia
BI|Bank Indonesia
OJK|Otoritas Jasa Keuangan
BPS|Badan Pusat Statistik
IHSG|Indeks Harga Saham Gabungan
BBM|Bahan Bakar Minyak
UMKM|Usaha Mikro Kecil dan Menengah
PHK|Pemutusan Hubungan Kerja
KDRT|Kekerasan Dalam Rumah Tangga
THR|Tunjangan Hari Raya
MBG|Makan Bergizi Gratis
IKN|Ibu Kota Nusantara
KUR|Kredit Usaha Rakyat
APBN|Anggaran Pendapatan dan Belanja Negara
PLTN|Pembangkit Listrik Tenaga Nuklir
EV|Mobil Listrik|Kendaraan Listrik
Piala Dunia|World Cup
Liga Champions|Champions League
Liga Inggris|Premier League
Perubahan Iklim|Climate Change
NHS|National Health Service
GDP|Gross Domestic Product
PDB|Produk Domestik Bruto
WHO|World Health Organization|Organisasi Kesehatan Dunia
IMF|International Monetary Fund|Dana Moneter Internasional
`;

const keyOf = (words: string) => wordsOf(words).join(" ");

const firsts = new Map(
  groups
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [first = "", ...others] = line.split("|");
      return others.map((other) => [keyOf(other), keyOf(first)] as const);
    }),
);

/** For words in small letters, parted by spaces: the first of those that say the same; themselves where there are no others. */
export const oneWordFor = (words: string): string => firsts.get(words) ?? words;
