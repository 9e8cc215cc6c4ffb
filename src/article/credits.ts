/** "Gambar dari Pixabay", "Foto: Antara/Budi", "(Photo by …)", "Image source, Getty Images": lines that say who made the picture. */

const sources =
  "antara|antara foto|reuters|afp|ap|ap photo|getty(?: images)?|epa(?:-efe)?|dok(?:umentasi)?|istimewa|ist|shutterstock|pixabay|unsplash|pexels|freepik|istock(?:photo)?|xinhua|detikcom|kompas|tempo|pa|pa media|bloomberg|alamy|rex|efe|ntb|anadolu|wikimedia(?: commons)?";

const credit = [
  /^[([]?(?:gambar|foto|ilustrasi|fotografer|infografis|grafis|video|tangkapan layar|screenshot)(?: (?:ilustrasi|utama|istimewa|dokumentasi|file|arsip|udara))?\s*(?:dari|oleh|:|\/|-|–|—|\|)\s*\S/i,
  /^[([]?(?:sumber|kredit|sumber gambar|sumber foto|kredit foto|dok(?:umentasi)?\.?)(?: (?:foto|gambar))?\s*[:.]\s*\S/i,
  /^[([]?(?:foto|gambar|ilustrasi)\s*(?:istimewa|ilustrasi|\((?:ist|istimewa|dok)[^)]*\))\s*[)\]]?\.?$/i,
  /^[([]?(?:photo(?:graph)?s?|images?|pictures?|illustrations?|credits?|photo credit|image credit|image source|picture credit|file photo|file picture|video)\s*(?:courtesy(?: of)?|:|\/|©)\s*\S/i,
  new RegExp(
    `^[([]?(?:photo(?:graph)?s?|images?|pictures?|illustrations?|video)\\s+(?:from|by|via)\\s+(?:the )?(?:${sources})\\b`,
    "i",
  ),
  /^[([]?(?:[Pp]hoto(?:graph)?s?|PHOTOS?|[Ii]mages?|[Pp]ictures?|[Ii]llustrations?|[Vv]ideo|[Cc]redits?|(?:[Pp]hoto|[Ii]mage|[Pp]icture) credit|[Ff]ile (?:photo|picture))\s+(?:by|via)\s+(?:the )?[\p{Lu}@©]/u,
  /^(?:[-•] )?\(?[\p{L}\d]+\.(?:com|co|co\.id|id|tv|net)\s?\/\s?\p{Lu}\p{Ll}[\p{L} .'’-]{1,40}\)?$/u,
  /^(?:[\p{Lu}\d]+\.(?:COM|CO|CO\.ID|ID|TV|NET)|KOMPAS|TEMPO|ANTARA|AFP|REUTERS|AP)\/@?\p{Lu}[\p{Lu}\d_ .'’-]{3,40}$/u,
  /^[^。]{5,90}[(（][^()（）]{2,14}(?:撮影|提供)[)）]$/u,
  /^(?:PA Media|Getty Images|EPA-EFE|Alamy) \p{Lu}[^.!?]{5,120}$/u,
  /^(?:image|picture|media|photo|video) (?:source|copyright|caption)\s*[,:]?\s*\S/i,
  /^[([]?(?:foto|imagen|imágenes|fotografía|crédito|créditos|photo|crédit(?: photo)?|bild|bildquelle|quelle|legenda|crédito da foto)\s*(?:de|por|di|von|:|\/)\s*(?:\p{Lu}|©)/iu,
  new RegExp(`^[([](?:${sources})\\b[^)\\]]*[)\\]]$`, "i"),
  new RegExp(`^(?:${sources})$`, "i"),
  new RegExp(
    `^[\\p{L}.'’-]+(?: [\\p{L}.'’-]+){0,3}(?:\\s?[/|]\\s?| via | for (?:the )?)(?:${sources})(?:[/ ][\\p{L} ]{2,30})?$`,
    "iu",
  ),
  /^(?:©|\(c\)) ?\S.{0,80}$/i,
  /^(?:写真|画像|提供|撮影)\s*[:：＝=]\s*\S/,
  /^(?:صورة|الصورة|تصوير)\s*[:：]\s*\S/,
] as const;

const creditMax = 140;

/** A caption that closes with its source: "Tim Cook, CEO Apple (Foto: Reuters)", "The bridge at dawn (AP Photo/Jane Doe)". */
const creditedAtEnd = new RegExp(
  `[([](?:(?:foto|photo|gambar|image|credit|sumber|dok(?:\\.|umentasi)?|picture|ilustrasi)\\s*[:.]\\s*[^)\\]]{2,60}|(?:${sources})(?:\\s?[/|][^)\\]]{2,40}| photo/[^)\\]]{2,40})|[\\p{L}\\d-]+\\.(?:com|org|net|tv|id|co\\.id|go\\.id)|photo by [^)\\]]{2,60}|shutterstock|freepik|istock(?:photo)?|getty images|unsplash|pixabay|pexels|istimewa)[)\\]]\\.?$`,
  "iu",
);
/** No prose closes like that, full stop or none: "… Senin (23/11/2026). (ANTARA FOTO/Yusuf Nugroho)", "… on Monday night. Photograph: Tom Ashdown/PA". */
const closesAsCaption =
  /(?:[([](?:antara foto|ap photo|afp photo|foto|photo(?:graph)?|dok(?:\.|umentasi)?|reuters|antara|[\p{L}\d]+\.(?:com|co\.id|co|id|tv|net))\s*[/:.]?\s*\p{Lu}[^)\]]{1,50}[)\]]|\bantara(?: foto)?\/\p{Lu}[\p{L} .'’-]{1,40}(?:\/[\p{L}.]{1,6}){0,3}|(?<=[.)] )(?:[\p{L}\d]+\.(?:com|co\.id|co|id|tv|net)|republika|kompas|tempo|tribun\p{L}*|suara|medcom)\/\p{Lu}[\p{L} .'’-]{2,40}|[([](?:suara|kompas|tempo|republika|okezone|tribun\p{L}*|detikcom|liputan6|merdeka)\/\p{Lu}[^)\]]{1,40}[)\]]|(?<=[.)] )(?:foto|photo|ilustrasi):\s*\p{Lu}[\p{L} .'’-]{1,40}|(?:foto|photo):\s*\p{Lu}[^.!?]{1,40}\/[\p{L}.]{2,20}|photograph:\s*\p{Lu}[^.!?]{1,40}\/\p{Lu}[\p{L} ]{1,30})\.?$/iu;
/** "Selebrasi pemain usai menjebol gawang. Foto: Dok. Persipal Palu", "Banjir merendam jalan/Foto: Istimewa": names alone behind it. */
const creditedBehind =
  /^[^"“”]{8,200}[.!?\s)/](?:Foto|Photo|Ilustrasi|Gambar|Sumber [Ff]oto|Kredit)\s?[:/]\s?(?:[Dd]ok(?:umentasi)?\.? )?[\p{Lu}@][\p{L}\d.'’&@-]*(?:[ /][\p{Lu}@][\p{L}\d.'’&-]*){0,5}$/u;

const captionMax = 240;

export const isCredit = (line: string): boolean =>
  (line.length <= creditMax &&
    credit.some((form) => form.test(line)) &&
    !/\p{L}{2}(?<!\b[Dd]ok)[.!?] \p{Lu}|[?]$/u.test(line) &&
    !/\p{Ll}{3}\.$/u.test(line)) ||
  (line.length <= captionMax &&
    !/[.!?…]["”]?\s*$/.test(line.slice(0, creditedAtEnd.exec(line)?.index ?? line.length)) &&
    creditedAtEnd.test(line)) ||
  (line.length <= captionMax && !/["“”]/.test(line) && (closesAsCaption.test(line) || creditedBehind.test(line)));

/** "Photo :" alone, below the words of the picture. */
export const namesPicture = (line: string): boolean => /^(?:sumber|foto|photo|source) ?:$/i.test(line);
