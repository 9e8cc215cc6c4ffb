/** Words that decide whether a full stop ends a sentence. One table for all languages: an article quotes names and titles of any of them. */

const words = (list: string) => new Set(list.trim().split(/\s+/));

/** Stand before a name: the stop after them never ends a sentence. */
export const titles = words(`
  Dr dr Drs Dra Drg drg Prof Ir H Hj Hjh KH K.H Kh Tgk Tn Ny Nn Sdr Sdri Bpk Ust Ustd Moh Mohd Muh Muhd Abd
  Jend Letjen Mayjen Brigjen Kol Letkol Kapt Lettu Letda Serma Komjen Irjen Brigjend Kombes Kompol Jl Jln Gg Vit vit Pemprov Pemkab Pemkot Kab Kec Kel Ds Dsn Prov Kep P.T PT CV UD Yth
  Mr Mrs Ms Mx Rev Fr Sen Rep Gov Gen Col Lt Maj Capt Cpt Sgt Cpl Pvt Adm Cmdr Cdr Hon Pres Supt Messrs Mme Mlle St Ste Mt Ft vs v Insp Det Amb Atty Dir
  Sra Srta Lic Ing Arq Dña Ud Uds Vd Vds Gral Cnel Mons Mgr Exmo Exma Hr Bzw bzw ca cf approx viz e.g i.e eg ie a.k.a al Cie a.n u.p d.a s.d z.B
`);

/** Stand before a number: the stop ends a sentence unless a digit follows. */
export const beforeNumber = words(`
  No no Nos Nr nr Num Núm núm Art art Fig fig Vol vol pp p hlm Hlm hal Hal Psl psl Rp rp US$ ext Ext Tel tel Telp telp Pkl pkl Tgl tgl Thn thn Ch Sec sec Cap cap c est
  Jan Feb Mar Apr Jun Jul Aug Agu Agt Ags Sep Sept Okt Oct Nov Nop Des Dec pág Pág pag Av Ay ay Bab Ver ver v
`);

/** Follow a name or a list: the stop may end the sentence as well; what follows decides. */
export const endings = words(`
  Tbk tbk Pte Inc Corp Ltd Co Bros LLC Plc plc Jr Sr Sr etc dll dkk dst dsb dsbnya tsb ybs Ph.D Ph Esq Dept Univ Assn Ave Blvd Rd Est Pty Bhd Sdn GmbH Cía Cia
  SH SE MM MSi SPd SKom MPd MKes Sp Si Kom Hum Pd Kes Sos Ag Psi Farm Kn Lc Hut Ak Keb Ked Kep Tr Subsp Onk Rad
`);

/** Of those, the ones that end a sentence before any capital. */
export const openEndings = words("etc dll dkk dst dsb Tbk tbk");

/** Take a letter as their second part ("vitamin C."): it is no initial of a name. */
export const lettered = words(`
  vitamin golongan grup group kelas class plan hepatitis tipe type blok block zona zone grade seri rencana kategori category influenza opsi option bagian
`);

/** Names that end in a mark of their own. */
export const markedNames = words("Yahoo! Jeopardy! Yum! Oklahoma! Mamma-Mia! Hamilton! Ya! Wham! P!nk Sweet! Panic!");

/** What follows the stop inside a brand, a domain or a file name: "Kompas.Com", "Node.Js", "Laporan.Pdf". */
export const nameEndings = words(
  "com net org js io ai tv co id gov edu biz info asp aspx php html htm pdf doc docx xls xlsx ppt pptx jpg jpeg png gif zip mp3 mp4 exe txt csv md",
);

/** Verbs that say who spoke: after a closing quote they belong to the quotation even with a capital. */
export const speaking = words(
  "kata ujar tanya ucap tutur jelas tegas tambah imbuh ungkap papar sebut lanjut katanya ujarnya tuturnya said says asked added",
);

/** Function words that open sentences: after an abbreviation they tell that a new one begins. */
export const openers = words(`
  Ini Itu Ia Dia Mereka Kami Kita Saya Aku Anda Namun Tetapi Tapi Dan Atau Di Ke Dari Pada Dalam Untuk Setelah Sebelum Selain Sementara Menurut Sebuah Seorang Seseorang
  Para Jika Bila Apabila Kalau Ketika Saat Karena Sebab Oleh Sejak Hingga Sampai Meski Meskipun Walau Walaupun Adapun Bahkan Sedangkan Kemudian Lalu Akhirnya Tidak Bagi
  Dengan Yang Hal Tak Belum Sudah Telah Akan Ada Maka Agar Supaya Selama Seperti Tanpa Terhadap Tentang Bahwa Juga Masih Hanya Semua Setiap Beberapa Banyak Kini Sekarang Apakah Bagaimana Mengapa
  The A An This That These Those He She It They We I You But And Or So However In On At For From With After Before When While If As By To Of Since Although Though Because
  There Here His Her Its Their Our My Not No Yes What Who Why How Where Which Some Many Most All Both Each Every Another Then Now Also Until Under Over During Despite Is Was Are Did Do Does Has Have Had Mr Mrs Ms
  El La Los Las Un Una Unos Unas Este Esta Esto Ese Esa Eso Aquel En De Del Por Para Con Sin Sobre Pero Y O Si Cuando Como Aunque Según Tras Desde Hasta Lo Su Sus Él Ella Ellos No Se
  Le Les Une Des Ce Cette Ces Il Elle Ils Elles Mais Et Dans Sur Pour Avec Selon Après Avant Der Die Das Ein Eine Er Sie Es Wir Aber Und Im Am Auf Mit Nach Vor Os As Um Uma Ele Ela Mas Em Ao
`);
