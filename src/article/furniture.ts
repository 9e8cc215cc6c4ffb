/** Lines that stand in an article without being its prose: credits, signatures, what a site puts in between. Phrases of newsrooms, as data. */

/** "Gambar dari Pixabay", "Foto: Antara/Budi", "(Photo by …)": who made the picture. */
const credit = [
  /^[([]?(?:gambar|foto|ilustrasi|fotografer|infografis|grafis|video|tangkapan layar)(?: (?:ilustrasi|utama|istimewa|dokumentasi))?\s*(?:dari|oleh|:|\/|-|–|—|\|)\s*\S/i,
  /^[([]?(?:sumber|kredit|sumber gambar|sumber foto|kredit foto|dok(?:umentasi)?\.?)(?: (?:foto|gambar))?\s*[:.]\s*\S/i,
  /^[([]?(?:foto|gambar|ilustrasi)\s*(?:istimewa|ilustrasi|\((?:ist|istimewa|dok)[^)]*\))\s*[)\]]?\.?$/i,
  /^[([]?(?:photo(?:graph)?s?|images?|pictures?|illustrations?|credit|photo credit|image credit|image source|video)\s*(?:by|from|courtesy(?: of)?|via|:|\/|©)\s*\S/i,
  /^[([]?(?:foto|imagen|imágenes|fotografía|crédito|créditos|photo|crédit(?: photo)?|bild|bildquelle|quelle)\s*(?:de|por|di|von|:|\/)\s*(?:\p{Lu}|©)/iu,
  /^[([](?:antara|reuters|afp|ap|getty(?: images)?|epa|dok|istimewa|shutterstock|pixabay|unsplash|pexels|freepik|xinhua|detikcom)\b[^)\]]*[)\]]$/i,
  /^(?:©|\(c\)) ?\S.{0,80}$/i,
  /^(?:写真|画像|提供|撮影)\s*[:：＝=]\s*\S/,
] as const;

const creditMax = 140;

export const isCredit = (line: string) =>
  line.length <= creditMax &&
  credit.some((form) => form.test(line)) &&
  !/[.!?] \p{Lu}/u.test(line) &&
  !/\p{Ll}{3}\.$/u.test(line);

/** What a site sets between paragraphs. */
const furniture = [
  /^(?:scroll to continue(?: with content)?|advertisement|iklan|advertorial|lanjutkan membaca|baca selengkapnya|read more|continue reading|share this|bagikan(?: artikel ini)?)[:.]?$/i,
  /^[([]?(?:baca|simak|lihat|tonton|dengar)(?: juga| pula| lagi)?(?: video| artikel| berita)?\s*[:：]\s*\S/i,
  /^(?:lihat juga|baca juga|baca pula|simak juga|simak video|lihat video|tonton juga|saksikan juga|read also|see also|also read|lea también|lire aussi|leia também)\b/i,
  /^halaman (?:selanjutnya|berikutnya|sebelumnya)/i,
  /^\[(?:gambas|video|embed|iklan|baca juga|image)[^\]]*\]$/i,
  /^(?:pilihan editor|konten berikut|artikel ini (?:telah|sudah) tayang di)\b/i,
  /^(?:\*\s*){3,}$|^[-_=]{3,}$/,
] as const;

const furnitureMax = 220;

export const isFurniture = (line: string) => line.length <= furnitureMax && furniture.some((form) => form.test(line));

/** Who wrote: the name goes to the article, the line out of the prose. */
const signature =
  /^(penulis|reporter|editor|redaktur|pewarta|wartawan|kontributor|author|written by|reported by|edited by|by|oleh)\s*:\s*(\S.{1,80})$/i;

export function signatureOf(line: string): { readonly role: string; readonly name: string } | null {
  const match = signature.exec(line);
  return match ? { role: (match[1] ?? "").toLowerCase(), name: (match[2] ?? "").trim() } : null;
}

/** "(abc/def)": the initials of those who edited, at the very end. */
export const initialsAtEnd = /\s*[([][a-z]{2,4}(?:[/-][a-z]{2,4}){0,2}[)\]]\s*$/;

/** "[Gambas:Video 20detik]" in the middle of a paragraph. */
export const embedded = /\s*\[gambas:[^\]]{1,60}\]/gi;
