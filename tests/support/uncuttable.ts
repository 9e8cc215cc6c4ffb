/** Sentences, one a line, that a careless splitter cuts in two: no full stop inside any of them ends a sentence. */

export const uncuttable = `
Rapat dipimpin Prof. Dr. Ir. H. Joko Santoso di aula.
KH. Ahmad Dahlan mendirikan organisasi itu pada 1912.
K.H. Hasyim Asy'ari lahir di Jombang.
Drs. H. Amin Rais, M.A. hadir sebagai pembicara.
Hj. Rukayah memimpin kelompok pedagang.
Tn. Budi dan Ny. Ani menandatangani surat itu.
Kedua terdakwa dijerat Pasal 5 UU No. 31 Tahun 1999 jo. Pasal 55 KUHP.
Ia didakwa melanggar Pasal 12 Jo. Pasal 18 UU Tipikor.
Keterangan itu datang dari Irjen. Pol. Wira Satria di Semarang.
Kapolres AKBP. Bayu Laksana memimpin apel.
Jalan ditutup dari Km. 92 sampai Km. 97 arah Bandung.
dr. Tirta menolak berkomentar.
Ustaz H. M. Yusuf menutup acara.
Jend. Sudirman memimpin perang gerilya.
Letjen. Doni Monardo memimpin satuan tugas.
Keputusan dibacakan oleh Plt. Kepala Dinas Pekerjaan Umum.
Ia menemui Plh. Sekda dan Pj. Gubernur Jawa Tengah.
Surat itu diteken Pjs. Bupati Demak dan plt. Wali Kota Solo.
Perkara ditangani Kombes. Pol. Dwi Subagio dan AKBP. Budi Santoso.
Irjen. Pol. Ribut Hari menunjuk Brigjen. Pol. Agus.
Letkol. Inf. Rudi dan Kol. Inf. Yusuf memimpin evakuasi.
Mayjen. TNI Deddy dan AKP. Sari hadir.
Briptu. Rina dan Kopka. Slamet menolong warga.
Tgk. Muhammad Daud memimpin doa.
Moh. Hatta membacakan teks itu.
Muh. Yamin menulis naskahnya.
R. A. Kartini lahir di Jepara.
R.A. Kartini lahir di Jepara.
W. R. Supratman menggubah lagu itu.
W.R. Supratman menggubah lagu itu.
B. J. Habibie memimpin selama 17 bulan.
A. Rahman dan S. Wijaya hadir.
George W. Bush datang ke Bogor.
Saham PT Telkom Indonesia (Persero) Tbk. (TLKM) naik.
PT Bank Central Asia Tbk. mencatat laba Rp10 triliun.
Kantornya di Jl. Sudirman No. 5 Jakarta.
Ia tinggal di Jln. Melati Gg. Buntu.
Bus berangkat dari Kab. Bogor ke Kec. Cibinong.
Lihat hlm. 12 dan hal. 14.
Lihat Psl. 33 UUD 1945.
Surat No. 12/2024 dicabut.
Harganya Rp. 5.000 per kilogram.
Harganya Rp1.000.000,50 per unit.
Harganya Rp1.000.000 per unit.
Acara mulai pukul 10.30 WIB di balai kota.
Acara mulai pkl. 10.30 WIB di balai kota.
Rapat pada tgl. 5 Mei ditunda.
Telp. 021 555 0100 tidak dijawab.
Inflasi 3.5 persen pada bulan lalu.
Versi 2.0.1 dirilis kemarin.
Nilai tukar 15.750,25 per dolar AS.
Pembeli membawa sayur, ikan, dll. ke pasar.
Ia membeli beras, gula, dsb. untuk warga.
Ani dkk. pergi lebih dulu.
Surat itu ditandatangani a.n. Menteri Dalam Negeri.
Rapat digelar s.d. Jumat sore.
Presiden A.S. Joe Biden tiba.
"Apa?" tanya dia.
"Apa? Siapa?" tanya dia.
"Tidak!" kata Budi.
"Tidak." kata Budi.
"Tidak!" Kata Budi.
"How many has he got right?" I ask.
"Siapa?" Tanya dia.
"Kami siap. Semua sudah diatur," kata Ani.
"Kami siap. Semua sudah diatur." kata Ani.
“Kami siap. Semua sudah diatur,” kata Ani.
Ani berkata, "Kami siap. Semua sudah diatur."
Menurut dia, "harga naik. Pembeli pergi" adalah keluhan lama.
Warga (mereka datang pagi. Lalu pulang) tidak marah.
Ia memakai Yahoo! Japan untuk mencari kabar.
Acara Jeopardy! Tampil lagi malam ini.
Kabar itu dimuat Kompas.Com kemarin.
Kabar itu dimuat Detik.Com, lalu dihapus.
Aplikasinya ditulis dengan Node.Js dan Vue.Js oleh tim kecil.
Buka https://a.id/x.Y?q=1 untuk mendaftar.
Buka https://a.id/Berita.Ini.Panjang untuk mendaftar.
Buka www.Situs.Id/Berita.Baru untuk mendaftar.
Tulis ke Redaksi.Utama@Berita.Com segera.
Baca di example.com Sekarang juga.
Unduh Laporan.Pdf dari laman itu.
Unduh Berkas.Docx dari laman itu.
Ia lulus S.H. dan M.H. dari sana.
Ia lulus S.Pd. dari sana.
Gelarnya S.T., M.T. dan Ph.D. sekaligus.
Nama lengkapnya Budi Santoso, S.E., M.M. dari Solo.
Ia lahir di St. Petersburg.
Pasien mendapat vitamin C dan vit. D setiap hari.
Ia menunggu... lalu pergi.
Ia menunggu… lalu pergi.
"Saya..." ia terdiam.
1. Pendahuluan dibahas lebih dulu.
12. Penutup dibahas terakhir.
Pukul 7.30 dan 8.15 ada kereta.
Skor 2.5 dari 5.0 dinilai cukup.
Alamat IP 192.168.1.1 diblokir.
UU No. 11 Tahun 2020 diuji.
Pasal 5 ayat (1) dan No. XI.B.02 dicabut.
Ia berkata "ya." lalu pergi.
Dewan (DPR.) menolak.
CV. Maju Jaya memenangkan lelang.
PT. Semen Padang memenangkan lelang.
Pemprov. Jabar menunda.
Polisi menyita 2.500 butir pil.
Gempa M 5.6 mengguncang.
Tarif naik 12.5% sejak Mei.
Ia tiba pada 12.05.2024 pagi.
Film Dr. Strangelove diputar lagi.
Ia bekerja pada Dr. Ir. Sutami.
Mr. Smith met Mrs. Jones at noon.
Ms. Ortega spoke first.
Dr. Jane Goodall gave the talk.
Prof. Higgins disagreed.
Gov. Newsom signed the bill.
Sen. Warren and Rep. Lee voted no.
Gen. Patton led the army.
Lt. Col. Baker was there.
Sgt. Pepper taught the band.
Capt. James Cook sailed on.
Rev. Martin Luther King Jr. spoke there.
St. Louis lost the game.
Mt. Everest was closed.
Ft. Worth is growing.
The U.S. Senate voted today.
The U.S.A. team won.
The U.K. government said so.
The U.N. General Assembly met.
Washington, D.C. residents voted.
J. K. Rowling wrote it.
J.R.R. Tolkien wrote it.
John F. Kennedy spoke in Berlin.
Harry S. Truman decided.
Apple Inc. reported a profit.
Goldman Sachs & Co. cut its forecast.
Smith Bros. closed the shop.
Acme Corp. shares fell.
Acme Ltd. and Foo Plc. merged.
He arrived at 5 p.m. on Monday.
She left at 6.30 a.m. yesterday.
It opens Jan. 5 and closes Feb. 9.
On Sept. 11 the law was passed.
See No. 7 on the list.
See vol. 3, pp. 12 and 13.
See Fig. 2 for details.
Use a tool, e.g. a hammer.
Use one tool, i.e. the hammer.
The case Roe vs. Wade was decided.
The case Roe v. Wade was decided.
Smith et al. found nothing.
The price is $3.50 a piece.
Pi is about 3.14159 in value.
Visit https://example.com/A.B.C today.
Visit example.co.uk Today.
Yahoo! Finance reported it.
"What?" she asked.
"Stop!" he said.
"I am here. You are there," she said.
"I am here. You are there." she said.
He said "no." and left.
They waited ... and left.
The iPhone vs. the eBay app is no contest.
He scored 9.58 in Berlin.
The v2.0 release is out.
El Sr. García llegó tarde.
La Sra. Pérez y la Dra. Ruiz hablaron.
El Lic. Gómez firmó.
Vea la pág. 12 del informe.
El art. 5 y el núm. 7 siguen.
Ud. sabe que no.
Le Dr. Dupont est arrivé.
Mme. Curie a gagné.
Der Zug fährt z.B. nach Bonn.
彼は「行く。すぐに。」と言った。
彼は「行く！」と叫んだ。
気温は3.5度だった。
彼（元首相。無職）は帰った。
他说：“我去。马上去。”然后走了
Marsekal TNI (Purn.) Chappy Hakim menjelaskan.
Almh. Siti Aminah dimakamkan di Solo.
Pdt. Samuel memimpin ibadah.
Aiptu. Slamet mengatur lalu lintas.
RT. 05 dan RW. 02 terendam.
Siaran itu di kanal 5 ayat (1) huruf b. dan c. dihapus.
Josef J. Fénykövi menembak gajah itu.
J. Edgar Hoover memimpin biro itu.
Anggota KY, F. Willem Saija, hadir.
Wakil kepala RSUD R.T. Notopuro hadir.
"Saya setuju! Mari kita mulai!" seru Budi.
“Apakah benar? Saya ragu,” tutur Ani.
'Kami siap. Semua sudah diatur,' kata Ani.
Dokumen Bapepam No. XI. B. 02.00 mengatur hal itu.
Peraturan No. IX.E.2. dan X.K.1 berlaku.
Perusahaan Foo Inc. (FOO) untung.
Tarifnya Rp 25.000,- per malam.
Ia naik KA. Argo Bromo pukul 8.
Ia menulis di Detik.Com. dan Kompas.Com.
Nilainya 7.5/10 menurut juri.
Tulis ke humas@Polri.Go.Id untuk mengadu.
Baca https://t.co/AbC.De?f=G.H sekarang.
Lihat www.Kemdikbud.Go.Id/Info.Baru untuk jadwal.
Pukul 10.00 s.d. 12.00 WIB jalan ditutup.
Ia bertanya, "Siapa dia? Dari mana?" kepada warga.
Panduan (lihat Bab. 2) dibagikan.
Gen. Mark A. Milley testified.
ORAL ARGUMENT OF GEN. ELIZABETH B. PRELOGAR
At 5 a.m. Mr. Smith went to the bank.
It starts at 9 p.m. Eastern time.
It starts at 9 p.m. Monday in Paris.
The U.S. Supreme Court ruled.
The St. Regis Jakarta is open.
She turned to him, 'This is great.' she said.
He teaches (He worked as an engineer.) at the university.
"Bohr [...] used the analogy [...]" (Smith 55).
He wasn't really . . . well, what he meant was clear.
The thing is . . . I didn't mean it.
That is JFK Jr.'s book.
Were Jane and co. at the party?
The coordinates are N°. 1026.253.553 in the log.
"It is late. We should go. Now!" she said.
Der Vertrag wurde am 3. Oktober 1990 gefeiert.
“We see no sign of it,” Sens. Richard Burr, R-N.C., and Mark Warner, D-Va., said.
Profs. Smith and Wu, Revs. Sharpton and Jackson and Lts. Brown and Green spoke.
Army Spc. Ivan Lopez and Pfc. Ann Roe met the Rt. Rev. John Doe.
Then Fla. Gov. Rick Scott and Calif. Atty. Gen. Rob Bonta agreed.
« Pourquoi ? » demande-t-il.
« Nous partons ! » a lancé Mme Binet.
El palacio es del s. XIX y se cerró ayer.
M. Dupont et Mlle. Blanc sont partis.
O Sr. Silva e a Sra. Costa chegaram.
O sr. Silva e a sra. Souza moram na Av. Paulista, ap. 302.
Fica na Rod. Anchieta, perto da Trav. Bela, desde o séc. XX.
La oficina está en Av. Insurgentes Sur 1602, frente a la Pza. Mayor.
Vive en la avda. Libertador núm. 12, según el Lcdo. Ruiz.
La sede, en Av. 9 de Julio, costó aprox. 300 millones.
Le 3 janv. 2024, M. Dupont habitait av. Foch.
En févr. 2023 il vivait bd. Voltaire, avec env. 300 voisins.
La densidad es de 41,76 hab. / km².
Los EE. UU. firmaron el acuerdo.
قال د. أحمد إنه سعيد.
「行く。すぐに行く。」と彼は言った。
`
  .trim()
  .split("\n");
