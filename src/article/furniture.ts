/** Lines and spans that stand in an article without being its prose: pointers to other stories, what a site puts in between, who wrote. Phrases of newsrooms, as data. */

/** A line that is one of these and nothing else. */
const whole = new RegExp(
  String.raw`^[\[(*]*\s*(?:${[
    // Indonesian
    "(?:(?:advertisement|iklan)\\s*[-–—|:]?\\s*)?(?:scroll to (?:continue|resume)(?: (?:with content|reading|content))?|(?:scroll|gulir|geser|usap)(?: ke (?:bawah|atas|samping))? untuk (?:melanjutkan|membaca|lanjut)(?: (?:membaca|baca))?(?: (?:berita|artikel|konten))?)",
    "(?:lanjut|lanjutkan) ke (?:halaman|laman) (?:berikutnya|selanjutnya|\\d+)|konten bersponsor|berita sponsor|artikel sponsor|artikel ini dibuat oleh .{2,60}",
    "advertisement|advertorial|advertensi|iklan|ads|adv|sponsored(?: content)?|konten sponsor|paid content|promoted|pariwara",
    "lanjutkan membaca|lanjut membaca|baca selengkapnya|selengkapnya|baca[ _]juga|baca pula|lihat juga|simak juga|berita terkait|artikel terkait|berita lainnya|artikel lainnya|berita populer|terpopuler|terkini|rekomendasi(?: untuk anda)?|pilihan (?:editor|redaksi|untukmu)|trending|topik terkait|tag terkait",
    "\\d+ dari \\d+ halaman|kumparan[a-z]+|verified green|(?:kecilkan|perbesar) teks|lihat (?:foto|semua foto)|perbesar|tim redaksi|(?:url|link|tautan) (?:telah |sudah |berhasil )?disalin|(?:\\d+ )?komentar|(?:waktu )?baca \\d+ menit|[·•] ?\\d+ menit (?:membaca|baca)|\\d+ menit (?:membaca|baca)|daftarkan email|gabung sekarang|dengarkan(?: (?:artikel|berita)(?: ini)?)?|detik(?:news|com|finance|hot|sport|inet|oto|health|food|travel|edu|jatim|jabar|jateng|bali|sumut)",
    "lihat postingan ini di (?:instagram|threads)|view this post on (?:instagram|threads)|published|(?:image|media) caption|list(?: of \\d+ items| \\d+ of \\d+)|end of list|click here to share on social media|your opinion matters|share your thoughts|thank you for sharing your thoughts.{0,60}|to read full story|enter your email address|download|transcript|reuse this content|sponsor message|toggle (?:more options|caption)|\\d+-minute listen|skip past .{2,40}|opens(?: in a)? new (?:tab|window)|(?:(?:facebook|twitter|x|whatsapp|telegram|line|e-?mail|linkedin|pinterest|threads|instagram)[\\s,|/·]+){1,9}(?:facebook|twitter|x|whatsapp|telegram|line|e-?mail|linkedin|pinterest|threads|instagram)",
    "halaman(?: ?\\d+)*(?: ?(?:selanjutnya|berikutnya|selengkapnya))?|bbc (?:news|sport)(?:, [\\p{L} ,&]{2,40})?",
    "bagaimana tanggapan anda mengenai (?:artikel|berita) ini\\??|click to expose|posting komentar|ukuran font: ?- ?\\+|ver essa foto no instagram|ver esta publicación en instagram|voir cette publication sur instagram|compartilhar notícia|receba notícias no seu whatsapp!?",
    "bagikan(?: artikel ini| berita ini)?|share(?: artikel)?|tulis komentar|lihat komentar|salin tautan|copy link|kirim komentar|tags?|halaman \\d+ dari \\d+|muat lebih banyak|tampilkan semua|show all|lihat semua",
    "(?:simak|baca|lihat|tonton|cek)(?: video| berita| artikel)? ?(?:selengkapnya|lengkapnya)(?: di (?:sini|bawah ini))?",
    // English
    "(?:sumber|foto|photo|source) ?:|atualizado|read more|load more|show more|source link|continue reading(?: the main story)?|keep reading|story continues(?: below)?(?: the)?(?: advertisement)?|article continues (?:below|after)(?: this)?(?: the)?(?: advertisement| ad)?|skip (?:advertisement|ad|to (?:main )?content|past newsletter promotion)|after newsletter promotion",
    "share(?: this)?(?: article| story| page| post)?|share (?:on|via) (?:facebook|twitter|x|whatsapp|linkedin|email|telegram)|save(?: article| story)?|print(?: this)?(?: article| page)?|email(?: this)?(?: article)?|copy link|comments?|leave a comment|post a comment|view comments|show comments|\\d+ comments?",
    "related(?: (?:articles?|stor(?:y|ies)|topics|content|coverage|news|links|posts|internet links))?|recommended(?: (?:for you|stories|articles|reading))?|more on this(?: story)?|most (?:read|popular|viewed)|top stories|next article|trending(?: now)?|you (?:may|might) (?:also|be) (?:like|interested in)(?: this)?|editors?['’]s? picks?|up next|read next|watch next|in this (?:article|story)|table of contents|around the (?:bbc|web)",
    "\\d+ min(?:ute)?s? read|\\d+ (?:min|minutes?|hours?|days?) ago|(?:file|handout|stock) (?:photo|picture|image)|loading(?:\\.{3}|…)?|all rights reserved|back to top|subscribe(?: now)?|sign up(?: now| here)?|log in|sign in|follow us|listen to (?:this )?article|play video|playback is unsupported.{0,60}|this video (?:can ?not|cannot) be played|javascript is (?:disabled|required).{0,80}",
    // Spanish, Portuguese, French
    "publicidad|anuncio|leer más|lee también|lea también|te puede interesar|te recomendamos|noticias relacionadas|compartir|síguenos|publicidade|leia (?:também|mais)|continua após a publicidade|veja também|compartilhe|publicité|lire (?:aussi|la suite|également)|à lire aussi|partager|la suite après cette publicité",
    // Japanese, Arabic
    "広告|続きを読む|関連記事|あわせて読みたい|もっと見る|シェアする|この記事をシェア|إعلان|اقرأ أيضا(?:ً)?|اقرأ المزيد|شاركها|مواضيع ذات صلة|شارك",
  ].join("|")})\s*[\])*:：.…>»→]*$`,
  "iu",
);

/** A line that begins so, short and without the end of a sentence, points elsewhere. */
const pointing = [
  /^[([]?(?:baca|simak|lihat|tonton|dengar|saksikan|cek)(?=.{0,20}(?:juga|pula|lagi|selengkapnya|video|artikel|berita|infografis|foto))(?: juga| pula| lagi| selengkapnya)?(?: video| artikel| berita| infografis| foto)?\s*[:：]\s*\S/i,
  /^[([]?(?:[Bb]aca|BACA|[Ss]imak|[Ll]ihat|[Tt]onton|[Dd]engar|[Ss]aksikan|[Cc]ek|[Rr]ead|[Ss]ee|[Ww]atch|[Ll]isten|[Rr]elated|[Rr]ecommended)\s*[:：]\s*["“'‘]?[\p{Lu}\p{N}]/u,
  /^[([]?(?:lihat|baca|simak|tonton|saksikan|dengar) (?:juga|pula|video|live)\b/i,
  /^(?:read|see|watch|listen|related|recommended) (?:also|more|now|article|story|topic|video)\s*[:：]\s*\S/i,
  /^(?:More from|Also on|Elsewhere on(?: the)?) \p{Lu}[^.!?]{1,40}$/u,
  /^(?:see also|also read|read also|also see|read more (?:about|on|at|from|here)|lea también|lee también|lire aussi|à lire aussi|leia (?:também|mais)|veja também|اقرأ أيضا|関連記事)(?=[\s:：]|$)/iu,
  /^(?:saksikan|tonton) live\S/i,
  /^halaman (?:selanjutnya|berikutnya|sebelumnya)|^next page\b|^page \d+ of \d+$/i,
  /^(?:pilihan editor|konten berikut|berita terkait|artikel terkait|berita lainnya|artikel lain(?:nya)?|rekomendasi)\s*[:：]/i,
  /^(?:\*\) ?)?(?:artikel|berita|tulisan|konten) ini (?:telah|sudah|pertama kali|terbit|pernah|juga|bersumber|dirilis)(?: \p{Ll}+){0,3} (?:tayang|terbit|dimuat|dipublikasikan|ditulis|diterbitkan|di)\b/iu,
  /^[Ss]ign up (?:to|for) (?:(?:the|our) )?\p{Lu}[\p{L}’']*(?: [\p{Lu}&][\p{L}’']*){0,5}$/u,
  /^[Ss]ources?: \p{Lu}[^.!?]{1,80}$/u,
  /^artikel ini (?:ditulis|disunting|disadur|diterjemahkan|dibuat|merupakan kerja sama)\b/i,
  /^this (?:article|story|piece|post) (?:was|is|has been|originally|first)\b.{0,60}(?:republished|adapted|syndicated|(?:first|originally) (?:published|appeared|produced)|(?:published|appeared|produced) (?:by|in|on|at|with|from)\b)|^originally published\b/i,
  /^this (?:article|story|piece|post) (?:originally|first) (?:published|appeared)/i,
  /^(?:(?:yuk,? )?(?:ikuti|follow|gabung|dapatkan|cek|langganan|unduh|download) (?=.{0,120}\b(?:di|via|on|lewat|melalui|our|kami|channel|saluran|akun|grup|gratis|sekarang|us|resmi|updates?)\b).{0,60}(?:whatsapp|telegram|google news|channel|saluran|instagram|youtube|tiktok|newsletter|aplikasi|notifikasi)\b)/i,
  /^(?:sign up(?= (?:to|for|here|now|today)\b)|subscribe(?= (?:to|for|here|now|today|on|via)\b)|follow us|join us(?= (?:on|at|for|here)\b)|join our|get (?:the latest|our)|like us|download our|click here|tap here|register(?= (?:for|to|here|now)\b)|you can follow|listen to our|have (?:something|a story) to)\b.{0,160}(?:newsletters?|facebook|twitter|instagram|whatsapp|telegram|youtube|app|here|inbox|channel|alerts?|updates|podcasts?|podcast|email|account|\bon x)\b/i,
  /^(?:tags?|topics?|kata kunci|keywords|filed under|kategori|category|etiquetas|mots-clés)\s*[:：]\s*\S/i,
  /^dilarang keras mengambil/i,
  /^(?:last (?:updated|modified)|updated|published|posted|diperbarui|diterbitkan|dipublikasikan|terbit|publicado|actualizado)\s*(?:[:：]|on\b|pada\b|at\b)?\s*(?:\p{L}+,? )?\d{1,2}[\s/.:-][^.]{0,40}$/iu,
  /^[—–-]+\s?.{1,60} \(@\w{1,20}\),? (?:\p{L}+ \d{1,2}, \d{4}|\d{1,2} \p{L}+ \d{4})$/u,
  /^(?:https?:\/\/)?(?:pic\.twitter\.com|t\.co)\/\w+$/,
  /^(?:a post shared by|uma publicação (?:com)?partilhada por|una publicación compartida (?:por|de)|une publication partagée par|sebuah kiriman (?:yang )?dibagikan oleh) .{2,60}$/i,
  /^\[(?:gambas|video|embed|iklan|baca juga|image|img|foto|photo|gallery|galeri|crosslink|infografis|twitter|instagram|youtube)\b[^\]]*\]$/i,
  /^(?:\*\s*){3,}$|^[-_=~•·.]{3,}$|^\(\*{1,3}\)\.?$|^#{2,}$/,
] as const;

/** Who owns the text, in as many sentences as lawyers like. */
const rights = /^(?:(?:copyright|hak cipta) ?(?:©|\(c\)|\d{4}|by\b|:)|all rights reserved|© ?\d{4}|\(c\) ?\d{4})/i;

const reserved =
  /^(?:copyright |hak cipta )?(?:©|\(c\))|rights reserved|dilindungi|dilarang|derechos reservados|direitos reservados|droits réservés/i;

const furnitureMin = 2;
const furnitureMax = 220;

export const isFurniture = (line: string): boolean =>
  line.length >= furnitureMin &&
  line.length <= furnitureMax &&
  (whole.test(line) ||
    putOut.test(line) ||
    (rights.test(line) && (reserved.test(line) || !isProse(line))) ||
    (pointing.some((form) => form.test(line)) && !isProse(line)));

/** What a house says of itself, in whole sentences that no report holds. */
const plugs = [
  /^(?:simak|ikuti|dapatkan|cek) (?:terus )?(?:breaking news|update|berita|informasi|kabar)\b(?=.{0,200}\b(?:kamu|anda|kami|telegram|whatsapp|google news|ponselmu|e-?mail|aplikasi)\b)/i,
  /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3} is an? (?:[\p{L}-]+ ){0,4}(?:writer|reporter|journalist|correspondent|editor|columnist|contributor)\b[^.!?]{0,80}\. (?:Follow|Email|Contact|Reach) (?:her|him|them|[\p{L}]+) (?:on|at|via)\b/u,
  /^this is a (?:developing|breaking(?: news)?) story\b/i,
  /^privacy notice: newsletters may contain/i,
  /^(?:heard|seen) on (?:all things considered|morning edition|weekend edition)\b/i,
  /^our (?:morning|weekly|daily) (?:e-?mail|newsletter|briefing) breaks down\b/i,
  /^share your experiences, suggestions, and any issues\b/i,
  /^(?:mari (?:ber)?gabung|join|gabung|bergabung(?:lah)?) (?:di |ke |dengan )?(?:grup|saluran|channel|kanal)\b/i,
  /^[\p{L}\d]+\.(?:com|id|co) berkomitmen memberikan fakta/iu,
  /^baca (?:berita|artikel)\b.{0,60}\b(?:lainnya|lain|google news)\b/i,
  /^(?:\* ?)?fakta atau hoaks\? untuk mengetahui kebenaran/i,
  /^(?:baca tentang kami|segera lengkapi data dirimu)/i,
  /^follow (?:bbc|sky|cnn|ap['’]s|the ap['’]s|our|[A-Z]\w+(?: \w+)? on)\b(?=.{0,80}\b(?:on (?:x|facebook|instagram|twitter|threads|whatsapp|tiktok)|coverage|https?:))/i,
  /^(?:get in touch|do you have (?:a story|more information)|got a (?:story|tip|news tip)(?=\?)|send your story ideas|keep up with all the latest news)\b.{0,200}$/i,
  /^(?:the bbc|bbc news) is not responsible for the content/i,
  /^our standards: the thomson reuters/i,
  /^(?:[\p{Lu}][^.!?]{3,120}|.{3,60}['’]s [^.!?]{3,80}) contributed (?:reporting|to this (?:report|story|article))\.?$/u,
] as const;
const plugMax = 480;

export const isPlug = (line: string): boolean =>
  line.length <= plugMax &&
  line.length > furnitureMin &&
  plugs.some((form) => form.test(line)) &&
  !/\b(?:said|says|wrote|told|kata|ujar|tutur)\b/i.test(line);

/**
 * Two sentences, the address of speech inside, or a full stop behind words that only begin like a pointer make prose of a line:
 * "Lihat: tidak ada bangunan yang tersisa, kata Rudi.", "Baca juga menjadi kebiasaan warga desa itu."
 */
const isProse = (line: string) =>
  /[.!?]["”]? \p{Lu}\p{Ll}+ \p{Ll}/u.test(line) ||
  /,["”]? (?:kata|ujar|tutur|ucap|menurut|said|says|according)\b/.test(line) ||
  /^\p{L}+ (?:juga|pula|video|live) (?!selengkapnya|lengkapnya|berikut|di |ini|terkait)\p{Ll}.*[.!]$/u.test(line);

/** "Baca juga:" alone: the next line is what it points to. */
export const pointsOn = (line: string): boolean =>
  /^[([]?(?:baca[ _]juga(?=[:：_]|$)|baca pula|simak juga|lihat juga|berita terkait|artikel terkait|pilihan editor|read more|read also|see also|related(?: stor(?:y|ies)| articles?)?|next article|list \d+ of \d+)\s*[:：]?$/i.test(
    line,
  );

/** "Artikel Terkait" alone: below it stand titles, one a line. */
export const pointsOnToSeveral = (line: string): boolean =>
  /^(?:(?:artikel|berita) (?:terkait|lainnya)|baca juga|related (?:stories|articles|news)|noticias relacionadas|関連記事)\s*[:：]?$/i.test(
    line,
  );

/** "Tag" or "Related topics" alone: the short lines below are tags of the site. */
export const listsTags = (line: string): boolean =>
  /^(?:tags?|topik|topik terkait|tag terkait|related topics|explore more on these topics|kata kunci|topics)\s*[:：]?$/i.test(
    line,
  );

const name = String.raw`\p{Lu}[\p{L}.'’-]*(?: (?:(?:de|van|von|bin|binti|al) )?\p{Lu}[\p{L}.'’-]*){1,3}`;
const byRole =
  /^(penulis|reporter|editor|redaktur (?:&|dan) reporter|redaktur|jurnalis|pewarta|wartawan|kontributor|penyunting|penerjemah|laporan|liputan|author|writer|words|written by|reported by|reporting by|edited by|editing by|additional reporting by|translated by|by|oleh|texte|auteur|autor|autora|por|redacción)\s*[:：]\s*(\S.{1,80})$/i;
/** Without a colon only a line of names will do: "By Jane Doe, BBC News". */
const byWords = new RegExp(
  String.raw`^([Bb]y|BY|[Oo]leh|OLEH|Por|Par|Diadaptasi oleh|Diterjemahkan oleh|Disunting oleh|Reporting by|Additional reporting by|Editing by|Edited by|Written by) (${name}(?:(?:,| and| dan|;) ${name})*)(?:,? (?:in )?\p{Lu}[\p{L}. ]{1,40})?$`,
  "u",
);
/** "Rep: Budi Santoso / Red: Ani Wijaya", and Arabic's "كتب- حسن مرسي:". */
const byDesk = new RegExp(String.raw`^(Rep): (${name}|\p{Lu}\p{L}+)(?: ?\/ ?Red: \p{Lu}[\p{L} .]{2,40})?$`, "u");
const byArabic = /^(كتب|كتبت|كتابة|تحرير|إعداد)\s*[-–—:]\s*([\p{Script=Arabic} ]{3,40}?):?$/u;
/** "INGE KLARA SAFITRI" below everything. */
const inCapitals = /^(\p{Lu}{2,}(?: \p{Lu}[\p{Lu}.'’-]*){1,3})(?: ?\| ?\p{Lu}[\p{Lu} .]{2,30})?$/u;
const signOff =
  /^\((?:reporting|additional reporting|writing|editing|compiled|laporan|liputan|pewarta)(?: by)?[ :].{3,160}\)$/i;

/** "Reporting by Jane Doe in London; Editing by Bob Roe". */
const signOffBare =
  /^(?:additional )?(?:reporting|writing|compiled)(?: and [a-z]+)? by .{3,160}?; ?(?:additional |further )?(?:reporting|writing|editing|compiling)(?: and [a-z]+)? by .{3,120}$/i;

/** When it was put out, alone on a line: "Selasa, 24 November 2026 | 07:15 WIB". */
const putOut =
  /^(?:(?:[\p{L}\d]+\.(?:com|id|co|co\.id|net|tv)|\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]*){0,3})\s?[,|•·–-]?\s)?(?:(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?,? )?(?:\d{1,2} (?:jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec)\p{L}* \d{4}|\d{1,2}\/\d{1,2}\/\d{4})(?:,? ?[|–—-]? ?(?:pukul |jam )?\d{1,2}[.:]\d{2}(?: ?(?:wib|wita|wit|gmt|utc))?)?(?: waktu baca \d+ menit| \d+ menit baca)?$/iu;

/** "Andi Saputra - detikNews", "Jane Doe | CNN Indonesia". */
const byHouse = new RegExp(
  String.raw`^(${name}|\p{Lu}\p{L}+) [-–|] (?:detik\p{L}+|(?:CNN|CNBC|BBC) Indonesia|(?:Kompas|Liputan6|Suara|Tribun\p{L}*|Okezone|Merdeka|Tempo|Antara|Republika)(?:\.\p{L}+)*)$`,
  "iu",
);
/** "Jane Doe Political editor", "Jane Doe in Jakarta". */
const byPost =
  /^(\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,2}),? (?:\p{Lu}\p{Ll}+ )?(?:[a-z]+ ){0,2}(?:correspondent|editor|reporter)$/u;
/** Of whom the line above tells the name: "Tim Redaksi", "BBC News, South West", "Business reporter". */
const house = /^(?:Tim Redaksi|BBC (?:News|Sport)\b[^.]{0,40}|(?:[\p{L}&]+ ){0,4}(?:correspondent|reporter|editor))$/u;
const onlyNames = new RegExp(`^${name}(?:(?:,| and| dan|;) ${name})*$`, "u");

/** A line of names right above one that says for whom they write, or when. */
export const isByline = (line: string, next: string): boolean =>
  line.length <= 90 && (house.test(next) || putOut.test(next)) && onlyNames.test(line);

/** "Oleh" or "Editor:" alone: the name stands on the next line. */
export const signsBelow = (line: string): boolean =>
  /^(?:oleh|by|penulis|editor|reporter|redaktur|texte|por|par)\s*:?$/i.test(line);

/** Two words of the kind "Home Affairs Correspondent", where the name was lost. */
const postAlone = /^(?:\p{Lu}\p{Ll}+ ){1,3}(?:Correspondent|Reporter)$/u;

export interface Signature {
  readonly role: string;
  readonly name: string;
}

/**
 * Who wrote: the name goes to the article, the line out of the prose. `edge`: near the beginning or the end, where a name needs no colon;
 * `last`: with no prose below it, where a name may stand alone in capitals.
 */
export function signatureOf(line: string, edge = false, last = false): Signature | null {
  if (line.length > 200) return null;
  if (signOff.test(line) || (edge && (signOffBare.test(line) || postAlone.test(line))))
    return { role: "editor", name: "" };
  const bare = edge && line.length <= 90;
  const from = bare ? (byHouse.exec(line) ?? byPost.exec(line) ?? (last ? inCapitals.exec(line) : null)) : null;
  if (from) return { role: "by", name: from[1] ?? "" };
  const named = line.replace(/^[-–—•] (?=[Bb]y |BY |[Oo]leh )/, "");
  const match = byRole.exec(line) ?? byDesk.exec(line) ?? byArabic.exec(line) ?? (bare ? byWords.exec(named) : null);
  if (!match) return null;
  const found = (match[2] ?? "").trim().replace(/\s*[|/].*$| (?:adalah|is) .*$/, "");
  return /\p{Ll}{3}[.!?](?:\s|$)/u.test(found) ? null : { role: (match[1] ?? "").toLowerCase(), name: found };
}

export const isWriter = ({ role, name }: Signature): boolean =>
  name !== "" &&
  !/^(?:editor|edited by|editing by|redaktur|penyunting|disunting oleh|penerjemah|translated by|diterjemahkan oleh|diadaptasi oleh|additional reporting by|redacción)$/.test(
    role,
  );

const agencies =
  "antara|antaranews|reuters|afp|ap|pa|pa media|epa|xinhua|dpa|independent|bbc|cnn|dailymail|daily mail|pti|anadolu|bernama|kyodo|viva|tempo|kompas|detikcom|okezone|liputan6";
/** "(abc/def)", "[ary]", "(D011)", "[Antara]", "(*)": the initials of those who edited, or their source, at the very end. */
export const initialsAtEnd = new RegExp(
  String.raw`\s*(?:[(\[](?:(?!box|sic|end of|map|see|red|top|left|etc|pdf|no|yes)\p{Ll}{2,4}|[\p{L}\p{N}. ]{1,24}(?:[/-]\p{Ll}{2,6}){1,2}|\p{Lu}{1,2}\d{2,4}|\p{Lu}{2,4}|(?:\p{L}{2,5}/)?\p{Lu}{1,2}-\d{1,2}|\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,2}|\p{Lu}\.\p{Lu}\d{2,4}(?:/\p{Lu}\d{2,4})?|(?:${agencies.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)})|\*{1,3})[)\]]\.?)+\s*$`,
  "u",
);

/** "Simak juga Video", with the title behind it. */
const player = String.raw`(?<=[.!?"”)])\s{1,4}(?:Simak|Lihat|Tonton|Saksikan|Cek)(?: [Jj]uga| [Pp]ula)? (?:[Vv]ideo|[Ii]nfografis|[Ff]oto)`;

/** In the middle of a paragraph: what a site set between sentences, where copying lost the lines. */
export const embedded = new RegExp(
  [
    String.raw`\s{0,4}\[(?:[Gg]ambas|GAMBAS|[Cc]rosslink)[^\]\n]{1,80}\]`,
    String.raw`\s{0,4}(?<![\p{L}\p{N}])(?:(?:ADVERTISEMENT|IKLAN)\s{0,4}[-–—|]?\s{0,4})?SCROLL TO (?:CONTINUE|RESUME)(?: WITH CONTENT| READING| CONTENT)?(?![\p{L}\p{N}])`,
    String.raw`(?<=[.!?"”)])\s{1,4}(?:BACA JUGA|Baca [Jj]uga|Simak [Jj]uga|Lihat [Jj]uga)\s?:\s?[^.!?\n]{5,140}$`,
    String.raw`${player}\s?:?\s?['‘"“](?:(?!\. )[^\n]){3,160}?['’"”](?: di sini)?\s?:(?=\s|$)`,
    String.raw`${player}\s?:?\s?['‘"“][^'’"”\n]{3,160}['’"”](?: di sini)?(?=\s{0,4}(?:$|[(\[]))`,
    String.raw`${player}\s?:\s?[^.!?\n]{5,140}$`,
    // What stands for a button that makes a picture large.
    String.raw`\s?zoom-in-white(?:Perbesar)?`,
    // Codes of a wire's own: "[GBP/]", "[.N]".
    String.raw`(?<=[.!?"”)])\s{1,4}\[(?:[A-Z]{1,5}/[A-Z]{0,3}|\.[A-Z]{1,4})\](?=\s|$)`,
    String.raw`(?<=[.!?"”)])\s{0,4}ADVERTISEMENT(?=\s|$)`,
    String.raw`(?<=[.!?"”)])\s{0,4}[(\[](?:[Bb]aca|BACA|[Ss]imak|[Ll]ihat|[Rr]ead|[Ss]ee)(?: [Jj]uga| JUGA| [Aa]lso| [Mm]ore)?\s?:[^)\]\n]{3,160}[)\]]`,
    String.raw`(?<=[.!?"”)])\s{1,4}(?:Foto|Photo|Ilustrasi): \p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,3}/[\p{L}.]{3,20}(?=\s{1,4}["“\p{Lu}]|$)`,
  ].join("|"),
  "gu",
);

/** At the very end of a text that is one long line: its signatures, and a pointer to the rest. */
export const signedAtEnd =
  /(?:\s+\((?:Additional )?(?:Reporting|Writing|Editing|Compiled)(?: and [a-z]+)? by [^()]{3,240}\)|\s+(?:\|\s)?(?:Penulis|Reporter|Editor|Pewarta|Redaktur|Diadaptasi oleh|Diterjemahkan oleh)(?::| oleh|(?<=oleh)) ?\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3}|(?<=[.!?"”)])\s+(?:Simak|Baca|Lihat)(?: berita| video)? (?:selengkapnya|lengkapnya)(?: di sini)?[.!:]?)+\s*$/u;
