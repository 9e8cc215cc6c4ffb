/** Words that decide whether a full stop ends a sentence. One table for all languages: an article quotes names and titles of any of them. */

const words = (list: string) => new Set(list.trim().split(/\s+/));

/** Stand before a name: the stop after them never ends a sentence. */
export const titles = words(`
  Dr dr Drs Dra Drg drg drh Prof Profa Ir H Hj Hjh KH K.H Kh TGH Tgh Tgk Tn Ny Nn Sdr Sdri Bpk Bp Ust Ustd Ustz Moh Mohd Muh Muhd Abd Alm Almh alm almh Pdt Pdm Rm Ev Dt Rd Kyai
  Plt Plh Pj Pjs Pgs Wkl plt plh pj pjs pgs wkl
  Jend Letjen Letjend Mayjen Mayjend Brigjen Brigjend Kol Letkol Kapt Lettu Letda Serma Serka Sertu Serda Pelda Peltu Kopka Kopda Koptu Praka Pratu Prada
  Komjen Komjend Irjen Irjend Kombes Kombespol AKBP Akbp Kompol AKP Akp Iptu Ipda Aiptu Aipda Bripka Brigpol Bripda Briptu Bharada Bharatu Pol
  Laks Laksda Laksdya Laksma Marsda Marsdya Marsma Purn
  Jl Jln Gg KA Vit vit Pemprov Pemkab Pemkot Kab Kec Kel Ds Dsn Prov Kep Kp P.T PT CV UD Yth
  Mr Mrs Ms Mx Messrs Rev Revs Fr Sen Sens Rep Reps Gov Govs Gen Gens Profs Col Cols Lt Lts Maj Capt Cpt Sgt Sgts Cpl Pvt Pfc Spc Rt Adm Cmdr Cdr Hon Pres Supt Mme Mmes Mlle Mlles MM St Ste Mt Ft vs v Insp Det Amb Atty Dir Assoc Asst Brig Ald Msgr Sec.-Gen
  Sra Srta Sres Lic Ing Arq Dña Ud Uds Vd Vds Gral Cnel Mons Mgr Exmo Exma Excmo Ilmo Hr Fdo Sto Sta Ntra EE Eng Cel Dep Pça
  Av av Avda avda Avdas Bd bd boul Boul pl Pl Pza pza Plza Ctra ctra Rte rte Rod Trav Pq Jd Urb Edif edif Dist Mpio Edo Dpto dpto Depto depto Gob Lcdo Lcda Mtro Mtra Dip Pdte Pdta Cmte Cmdt Sgto
  sra sras srta srtas sres dra dras profa exmo exma ilmo Sras Srtas Dras Vve fbg Fbg Emb
  Bzw bzw ca cf approx viz e.g i.e eg ie a.k.a al a.n u.p d.a s.d z.B p.ex jo jis им Им проф Проф акад Акад ул Ул г д.р أ.د
`);

/** "Jo. Pasal 55": the stop goes on before what is cited beside it. */
export const beside = words("Jo Jis Jto");
export const cited = words("Pasal Ayat UU Undang-Undang PP Peraturan Perpres Perppu Permen Perma KUHP");

/** Stand before a number, and behind one as well, where their stop ends the sentence. */
export const measures = words("km Km KM");

/** States as newspapers shorten them: before a title ("Fla. Gov. Rick Scott") the stop ends nothing, behind a city it may. */
export const states = words(`
  Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Ont Que Dist
`);

/** Stand before a number: the stop ends a sentence unless a digit follows. */
export const beforeNumber = words(`
  No no Nos Nr nr Num Núm núm N° n° Nº nº N.º Art art Arts arts Fig fig Figs figs Tab Eq Vol vol Vols pp p hlm Hlm hal Hal Psl psl Rp rp US$ ext Ext Tel tel Telp telp Tlp Hp Pkl pkl Tgl tgl Thn thn Th Ch ch Sec sec Cap cap c est fol Bl
  janv févr fév avr juil sept oct nov déc ene feb abr jun jul dic jan fev dez núms Núms nro Nro nros séc Séc sécs tél Tél réf Réf chap Chap env Env aprox Aprox máx Máx mín Mín ap Ap apto Apto apt Apt
  s cód Cód párr Párr lám fls Fls tít Tít secc Secc Kav
  Jan Feb Mar Apr Jun Jul Aug Agu Agt Ags Sep Sept Okt Oct Nov Nop Des Dec pág Pág págs pag Av Ay ay Bab Ver ver RT RW Kav Kor Mat Ps Yoh Luk Gal Ef Rom
`);

/** Follow a name or a list: the stop may end the sentence as well; what follows decides. */
export const endings = words(`
  Tbk tbk Pte Inc Corp Ltd Ltda Lda Co co Bros LLC LLP Plc plc Jr Sr jr sr etc dll dkk dst dsb dsbnya tsb ybs Ph.D Ph Esq Dept Univ Assn Ave Blvd Rd St st Est Pty Bhd Sdn GmbH Cía Cia Cie Hno Hnos
  SH SE MM MSi SPd SKom MPd MKes Sp Si Kom Hum Pd Kes Sos Ag Psi Farm Kn Plt Plh Pj Pjs Pgs Lc Hut Ak Keb Ked Tr Subsp Onk Rad Inf al
`);

/** Firms: their stop ends a sentence before a capital that leads small words, as no part of a name does. */
export const firms = words("Inc Corp Ltd Ltda Lda LLC LLP Plc plc Pte Pty Bhd GmbH Co Bros Cía");

/** What stands behind "a.m." and "p.m." as part of the time. */
export const hours = words("a.m p.m A.M P.M am pm AM PM");
export const dayWords = words(`
  Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December
  Eastern Central Pacific Mountain London Tokyo Jakarta Beijing Moscow Greenwich local
`);

/** Follow an ordinal of the German kind ("am 3. Oktober"). */
export const ordinalWords = words(
  "Januar Februar März Mai Juni Juli Oktober Dezember Jahrhundert Jahrhunderts Bundesliga Liga Platz Spieltag Runde Etage Klasse Weltkrieg Geburtstag",
);

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
  Melalui Semoga Sebelumnya Sesudah Sesudahnya Selanjutnya Sebagai Sebagian Sebanyak Sekitar Berdasarkan Berikut Begitu Bukan Bisa Dapat Harus Perlu Padahal Sayangnya Serta Terkait Termasuk Usai
  Menurutnya Katanya Nantinya Rencananya Diketahui Diduga Tentunya Memang Pasalnya Caranya Alasannya Hasilnya Akibatnya Artinya Misalnya Contohnya Lantas Sejumlah Sebaliknya Sehingga Terlebih Apalagi Siapa Kapan
  The A An I'm I've I'd I'll It's That's There's He's She's We're They're Don't Can't Let's Let This That These Those He She It They We I You But And Or So However In On At For From With After Before When While If As By To Of Since Although Though Because
  There Between Here His Her Its Their Our My Not No Yes What Who Why How Where Which Some Many Most All Both Each Every Another Then Now Also Until Under Over During Despite Is Was Are Were Did Do Does Has Have Had Can Could Will Would Should Please Even Still Yet Just Once Only Such Again Thus Hence Meanwhile Instead Perhaps Maybe Well Yeah Oh Mr Mrs Ms
  El La Los Las Un Una Unos Unas Este Esta Esto Ese Esa Eso Aquel En De Del Por Para Con Sin Sobre Pero Y O Si Cuando Como Aunque Según Tras Desde Hasta Lo Su Sus Él Ella Ellos No Se
  Le Les Une Des Ce Cette Ces Il Elle Ils Elles Mais Et Dans Sur Pour Avec Selon Après Avant Der Die Das Ein Eine Er Sie Es Wir Aber Und Im Am Auf Mit Nach Vor Os As Um Uma Ele Ela Mas Em Ao
`);
