/** What part of speech a word most likely is, told by short lists and endings: enough to find where a noun phrase begins and ends. English and Indonesian; elsewhere stop words alone. */

import { romanceWords } from "./romance-words.ts";
import { stopWordsOf } from "./stopwords.ts";

/** `modifier`: may stand in a phrase but not end it. `break`: no phrase runs over it, but a name may. `stop`: not even a name. */
export type WordClass = "noun" | "modifier" | "break" | "stop";

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Verbs that are hardly ever nouns, in their first form; the other forms are told by rule. */
const verbs = words(`
  accept accuse achieve acknowledge acquire add adopt advise affect agree aim allege allow announce apologize appear apply appoint approve argue arise arrange arrest arrive assist assume assure
  attend avoid await become begin believe belong borrow bring build buy carry cause celebrate choose cite claim collapse collect come commit compare complain conclude condemn conduct confirm
  connect consider consist contact contain continue contribute convict convince create criticize cross damage deal decide declare decline defeat defend define delay deliver demand demonstrate
  deny depend describe deserve destroy determine develop die disappear discover discuss dismiss display dominate earn eat elect emerge enable encourage engage enjoy ensure enter escape establish
  estimate evacuate examine exist expand expect experience explain express extend face fail fear feel fight file fill find finish fly follow force forget form gain gather give grab grant grow
  guarantee hang happen hear hide hold hope identify ignore imagine improve include increase indicate inform injure insist intend introduce invade invest invite involve join jump keep kick
  kill know lack lay lead learn leave lend let lie lift live lose love maintain manage mean meet mention miss move need note notice obtain occur offer open operate oppose order organize overcome
  owe own participate pay perform persuade pick play point postpone prefer prepare present preserve prevent proceed produce promise promote prompt propose prove provide publish pull push qualify quit
  raise reach react read realize receive recognize recommend recover reduce refer reflect refuse regard reject relate release rely remain remember remove replace reply represent require resign
  resolve respond restore result retain retire return reveal ride run satisfy save search seek seem select sell send serve settle shake share shoot show shut sign sink sit speak spend split spread
  stand start state stay stick stop strengthen struggle study submit succeed suffer suggest supply support suppose survive suspect suspend swear swim take talk teach tell tend think threaten throw
  touch travel treat trust try turn understand urge vary visit vote wait wake walk want warn wear win wish withdraw wonder work worry write
`);

const irregular = words(`
  became become began begun brought built bought came caught chose chosen cost dealt did done drawn drew driven drove eaten fallen fell felt flew flown forgot found fought gave given gone grew grown
  had hung heard held hidden hit hurt kept knew known laid lain lay led left lent lost made meant met paid put ran rang read risen rose run said sang sank sat saw seen sent shaken shook shot shown
  shut slept sold sought spent spoke spoken stood stolen stole struck sunk swam swore taken taught thought threw thrown told took understood went woke won wore worn wrote written let
`);

/** Adjectives and adverbs of rank that no phrase ends with. */
const modifiers = words(`
  able additional african alleged american annual armed available average bad basic best better big british broad central chief chinese civil clear close cold commercial common complete critical
  current daily dangerous dead deadly deep democratic different difficult direct domestic due early eastern economic effective english entire environmental european executive existing expensive
  external extra extreme fair familiar famous fast federal financial fine foreign former free french fresh full future general german global good great growing half hard heavy high higher highest
  historic hot huge human illegal immediate important independent indian individual industrial initial inner internal international israeli japanese joint junior key large larger largest late
  latest leading legal limited little local long longer longtime low lower lowest main major massive medical military minor mixed modern moderate moral multiple national native natural near
  necessary net nearby northern nuclear numerous official old older only open ordinary original outside overall own palestinian particular past permanent personal physical plain political poor popular
  positive possible potential powerful present previous primary prime prior private public quick rapid rare raw ready real recent regional regular related religious remote republican responsible rich
  rising rough rural russian safe scientific secret senior serious severe sharp short significant similar simple single slight slow small smaller social solid southern soviet special specific stable
  standard steady strange strategic strict strong stronger substantial successful sudden sufficient technical temporary tight tiny top total tough traditional tropical typical unable united unlikely
  unusual upper urban usual various vast violent vital warm weak western white wide wild worst worth wrong young younger
`);

const nounsInIng = words(`
  bombing briefing building ceiling clothing crossing drilling earning evening feeling fighting filing financing finding flooding funding gathering hearing housing killing king landing lending
  looting marketing meeting mining morning offering opening painting planning polling proceeding racing ranking rating reading ring rioting ruling sailing saving setting shelling shipping shooting
  sitting smoking spending spring string swing teaching thing trading training warning wedding wing wrestling writing beijing boeing sterling airing advertising bargaining boxing browning counseling
  cycling dumping engineering fishing gambling hiking holding hunting jogging licensing listing logging manufacturing parking programming reasoning recycling refining rowing skiing smuggling sentencing
  swimming testing trafficking viking voting walking weightlifting
`);

const notAdverbs = words(
  "family supply italy july ally rally assembly monopoly anomaly fly jelly lily belly bully folly reply homily hourly weekly monthly butterfly",
);

function classOfEnglish(word: string): WordClass {
  if (verbs.has(word) && !nounAsWell.has(word)) return "break";
  if (irregular.has(word)) return "break";
  if (modifiers.has(word)) return "modifier";
  if (/ly$/.test(word) && word.length > 4 && !notAdverbs.has(word)) return "break";
  if (/ing$/.test(word) && word.length > 5 && !nounsInIng.has(word)) return "break";
  if (/[a-z]{3}ed$/.test(word) && !/(?:eed|seed|speed|need|hundred|weed)$/.test(word))
    return isVerb(word) ? "break" : "modifier";
  if (/(?:ous|ful|less|able|ible|ish|iest)$/.test(word) && word.length > 5) return "modifier";
  if (/[a-z]s$/.test(word) && isVerb(word) && !nounAsWell.has(singular(word))) return "break";
  return "noun";
}

/** Verbs by form that name things as well, so that they may be a phrase. */
const nounAsWell = words(`
  aim arrest attend border cause claim collapse contact cross damage deal decline defeat delay demand display estimate experience face fear fight file force form gain grant guarantee hope increase
  jump kick lead lift love match move need note notice offer open order play point present promise push raise reply release result return ride run search share shoot show sign stand start
  state stay stop strike struggle study supply support suspect talk touch travel trust turn visit vote walk wish work worry play kill hold release
`);

const singular = (word: string) =>
  /ies$/.test(word) ? `${word.slice(0, -3)}y` : word.replace(/(?<=ss|x|ch|sh)es$|s$/, "");
const isVerb = (word: string): boolean =>
  [
    word.replace(/ed$/, ""),
    word.replace(/d$/, ""),
    word.replace(/(.)\1ed$/, "$1"),
    word.replace(/ied$/, "y"),
    singular(word),
  ].some((one) => one !== word && verbs.has(one));

/** Begin as Indonesian verbs do, but name things. */
const indonesianNouns = words(`
  menteri kementerian media medan metro mesin meter merek menara menu mental metode melayu memori member mei merah merdeka medali masjid mekanisme mebel megawati mekkah mesir meksiko metropolitan
  berita beras berlin bernard berkas berlian bermuda berau
  teror teroris terorisme terminal teritorial teknologi terapi ternate tersangka terdakwa terpidana terowongan teras terumbu teripang tertanggung termometer terong
  dinas direktur direktorat direksi diplomasi diplomat diplomatik digital divisi dividen dinasti disiplin distribusi diskon diskusi diet diesel dialog diabetes dirjen difteri dinamika dimensi diaspora
  dilema disabilitas diskriminasi distrik donasi
  pertamina kereta sepak sekolah
`);

function classOfIndonesian(word: string): WordClass {
  if (indonesianNouns.has(word)) return "noun";
  if (
    /^(?:me(?:m[bfpv]|n[cdjtsyg]|ng|ny|[lrwym])[a-z]{3,}|memper[a-z]+)/.test(word) ||
    /^(?:mem|men|meng)[aiueo][a-z]{3,}/.test(word)
  )
    return "break";
  if (/^di[a-z]{3,}(?:kan|i|nya)$/.test(word) || /^di[bcdghjklmnprstuwy][a-z]{4,}$/.test(word)) return "break";
  if (/^ber[a-z]{4,}$/.test(word) || /^ter[a-z]{4,}$/.test(word)) return "break";
  if (/(?:nya|lah|kah|pun)$/.test(word) && word.length > 6) return "break";
  return indonesianModifiers.has(word) ? "break" : "noun";
}

const indonesianModifiers = words(`
  baru lama besar kecil tinggi rendah baik buruk banyak sedikit penting utama khusus umum sama beda lebih kurang cepat lambat mudah sulit keras kuat lemah benar salah jelas langsung bersama begitu
  dekat jauh panjang pendek luas sempit awal akhir depan belakang tepat pasti resmi sempat ingin mau minta beri buat ambil datang pergi pulang masuk keluar naik turun ikut jadi kena sebut nilai tahu lihat
  dengar rasa ajak bantu mulai selesai habis sering jarang segera akhirnya awalnya misalnya termasuk total tengah bawah atas luar dalam kondisi hasil wajib kembali perlu bakal turut mengaku minimal maksimal setara siap bebas kian makin semakin rata hampir nggak enggak gak nyangka bicara jalan tinggal pakai upaya proses kegiatan cara bentuk langkah lokasi
`);

/** "rp3", "us$", "r$": money, of which an article is never about. */
const amount = /^(?:rp|us|usd|eur|idr)\d|\$/;

/** The part of speech of a word in small letters; `word` that stands as a name in the text is the caller's to know. */
export function classifierOf(language: string): (word: string) => WordClass {
  const stop = stopWordsOf(language);
  const base = language.split("-")[0];
  const told =
    base === "en"
      ? classOfEnglish
      : base === "id" || base === "ms"
        ? classOfIndonesian
        : (romanceWords(base ?? "") ?? (() => "noun" as const));
  const known = new Map<string, WordClass>();
  return (word) => {
    let found = known.get(word);
    if (found === undefined) {
      found = stop.has(word) || amount.test(word) ? "stop" : /\p{L}/u.test(word) ? told(word) : "break";
      known.set(word, found);
    }
    return found;
  };
}

/** Names of anything, so of nothing in particular. */
const general: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(`
    people official officials spokesman spokeswoman statement number part report reports man men woman women group groups area areas way case cases problem problems question questions place end side
    level levels kind lot fact idea point points interview reporter reporters person member members name names others home house world country state city town street family life money work job change
    changes effort efforts program programs result results reason reasons plan plans issue issues need use system line half center department office service services company night morning evening
    survey surveys figures figure data afternoon today moment beginning history feet miles inches pounds dollars story news example period decision action authorities a.m p.m
  `),
  id: words(`
    warga masyarakat pemerintah daerah kota kabupaten provinsi desa kecamatan negara negeri dunia rumah tempat lokasi kasus masalah acara kegiatan program data informasi keterangan laporan kondisi situasi
    pejabat petugas anggota tim kelompok nama bagian sisi hal kepala ketua wakil direktur menteri presiden gubernur bupati wali walikota pria wanita laki perempuan anak keluarga ibu bapak pak teman kawan
    sumber media wartawan pertanyaan jawaban alasan tujuan dampak rencana kebijakan keputusan aturan sistem layanan perusahaan kantor gedung jalan mobil motor uang harga jumlah nilai angka tingkat target
    waktu kesempatan momen sejarah cerita kisah kehidupan dunia manusia publik indonesia hidup kerja posisi status bentuk arah kawasan wilayah titik kali unit meter kilometer km dolar gambar mata tangan
  `),
  fr: words(`
    homme femme hommes femmes personnes personne gens pays ville monde vie temps fin cas problème question point place lieu nombre partie groupe état effet suite cours fait façon raison heure porte
  `),
};

export const isGeneral = (language: string): ((word: string) => boolean) => {
  const list = general[language.split("-")[0] ?? ""];
  return (word) => list?.has(word) ?? false;
};
