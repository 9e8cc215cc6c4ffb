/** How sentences of news speak, in Indonesian and English: phrases that point back, name a speaker, tell a fact or an opinion. Data of the digest. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));
const any = (phrases: string) =>
  phrases
    .split(/[|\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
    .join("|");

/** Without the sentence before it, a reader does not know whom or what it means. */
const back = new RegExp(
  `^["“'‘«(]*(?:${any(`
  ini|itu|ia|dia|beliau|mereka|keduanya|ketiganya|hal ini|hal itu|hal tersebut|hal serupa|hal senada|namun|tetapi|tapi|setelahnya|sebelumnya|selain itu|karena itu|oleh karena itu|oleh sebab itu
  untuk itu|sebab|sebuah|seorang|kemudian|lalu|bahkan|padahal|sedangkan|sementara itu|dengan demikian|dengan begitu|akibatnya|di sisi lain|di samping itu|meski begitu|meski demikian|walau begitu
  kendati demikian|begitu juga|begitu pula|demikian|menurutnya|baginya|sebaliknya|tak hanya itu|tidak hanya itu|bukan hanya itu|pasalnya|adapun|artinya|dalam hal ini|atas hal itu|terkait hal itu
  he|she|it|they|this|that|these|those|his|her|its|their|but|however|and|or|so|then|yet|meanwhile|moreover|furthermore|therefore|nevertheless|nonetheless|besides|instead|also|both|such
  él|ella|ellos|ellas|esto|eso|esta|este|pero|sin embargo|además|il|elle|ils|elles|cela|ce|cette|mais|cependant|toutefois|ele|ela|eles|isso|mas|porém
`)})(?![\\p{L}\\p{N}])`,
  "iu",
);
/** "Klausulnya jelas", "Pakta itu", "The deal": what it belongs to stands before. */
const belongs = /^["“'‘«(]*(?:\p{L}{4,}nya(?! \p{Lu})|\p{L}+ (?:ini|itu|tersebut))(?![\p{L}\p{N}])/u;
const looksSo =
  /^(?:setidaknya|biasanya|sebaiknya|umumnya|sepertinya|tampaknya|rupanya|akhirnya|sebenarnya|seharusnya)\b/i;
const times = /^(?:hari|pagi|siang|sore|malam|pekan|minggu|bulan|tahun|saat|kali) (?:ini|itu)\b/i;

/** "Di saat Barat mengisolasinya, ia …": whom both words mean stands before. */
const pronouns = /^[^.]{0,120}\p{Ll}nya, (?:ia|dia|beliau|mereka)(?!\p{L})/u;

/** "Wali kota membantah tudingan tersebut", "Jika lewat dari tenggat itu, …": what is meant stands before, if less surely. */
const named = /^.{0,80}\p{Ll} (?:tersebut|\p{Ll}{4,} itu,)(?!\p{L})/u;

export const mentionsEarlier = (text: string): boolean => named.test(text);

export const pointsBack = (text: string): boolean =>
  back.test(text) || pronouns.test(text) || (belongs.test(text) && !looksSo.test(text) && !times.test(text));

/** Verbs that say who spoke, beside the quotation. */
export const speaking = words(`
  kata ujar tutur ucap jelas tegas ungkap imbuh tambah papar terang pungkas tandas katanya ujarnya tuturnya ucapnya jelasnya tegasnya ungkapnya imbuhnya tambahnya paparnya terangnya pungkasnya lanjutnya sambungnya bebernya
  said says told added asked dijo afirmó señaló aseguró añadió explicó déclaré affirmé expliqué disse afirmou
`);

/** The speaker or the writer as "I" and "we". */
export const ourselves = words("saya kami kita aku gue i we my our us me yo nosotros je nous eu nós");

/** Something happened, was decided or came of it. */
export const facts = words(`
  kesepakatan sepakat menyepakati disepakati perjanjian pakta penandatanganan menandatangani ditandatangani meneken diteken puncak hasilnya putusan memutuskan diputuskan vonis divonis menetapkan ditetapkan mengesahkan
  disahkan mengumumkan diumumkan resmi meresmikan diresmikan meluncurkan diluncurkan tewas meninggal terluka luka korban menewaskan ditangkap menangkap ditahan menahan tersangka menyita mencapai naik turun anjlok
  melonjak menang memenangkan kalah mengalahkan terpilih dilantik mengundurkan melarang dilarang mewajibkan wajib menyerang diserang gempa banjir kebakaran
  agreement agreed deal pact treaty signed ruling ruled verdict decided sentenced announced launched unveiled killed died injured wounded arrested charged convicted resigned elected appointed banned approved rejected won beat
  lost rose fell jumped dropped soared acquired merger bought sold profit profits attack earthquake flood
`);

/** The writer's mood or tease rather than news. */
const opinion = new RegExp(
  `(?<!\\p{L})(?:${any(`
  tentu saja|tentu tidak|menahan napas|bukan sekadar|lebih dari sekadar|bukan lagi soal|luar biasa|sangat berani|provokatif|permainan catur|panggung dunia|babak baru|babak barunya|sebuah langkah|sebuah pesan|sebuah strategi|sebuah narasi
  sangat jernih|bukan sembarang|penasaran|yuk|simak|tahukah|konon|entah|siapa sangka|tak bisa dipungkiri|tidak bisa dipungkiri|rupanya|memang
  of course|needless to say|perhaps|surely|undoubtedly|believe it or not|guess what|who knows|game of chess|breathtaking|stunning
`)})(?!\\p{L})`,
  "iu",
);
export const tellsOpinion = (text: string): boolean => opinion.test(text);
