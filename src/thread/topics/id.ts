/** Topics of Indonesian news and the words that give them away, one topic a line: the tag, then its cues. `~`: so broad that a narrower topic goes before it. `=`: so special that only its name or a telling cue makes it one. `!`: so telling that it counts as much as the topic's own name. `-` in place of a tag: words that mean something else together. */

export const topics = `
-: bank sampah, bank darah, bank data, bank soal, bank sperma
Geopolitik: !geopolitis, !perang dingin, poros, aliansi, pakta pertahanan, kebijakan luar negeri, sanksi internasional, sekutu, sekutunya, blok barat, imperialis, hegemoni, hegemonik, kunjungan kenegaraan, adidaya, laut china selatan, nato, barat, moskow, pengaruh, kekuatan militer, mitra militer, lanskap global, panggung dunia
Diplomasi: !diplomatik, !diplomat, duta besar, kedutaan, kedubes, menteri luar negeri, menlu, kunjungan kenegaraan, bilateral, kunjungan resmi, hubungan diplomatik, konsulat, kerja sama bilateral, konferensi tingkat tinggi, kemlu
=Perang: !perang, invasi, serangan udara, rudal, pasukan, gencatan senjata, pertempuran, tentara, drone, milisi, garis depan, artileri, bombardir, medan perang, wajib militer
Gencatan Senjata: perundingan damai, perjanjian damai, kesepakatan damai
=Konflik Timur Tengah: !hamas, !hizbullah, !jalur gaza, gaza, houthi, zionis, tepi barat
=Nuklir: !senjata nuklir, uranium, pengayaan uranium, reaktor, hulu ledak, iaea
=Terorisme: !teroris, !densus 88, bom bunuh diri, radikalisme, jaringan teror, isis, al qaeda, terduga teroris, bnpt
~Militer: tni, alutsista, panglima, prajurit, latihan militer, kapal perang, jet tempur, tni ad, tni al, tni au, pertahanan, kemhan
=Pemilu: !pilpres, !pileg, !kpu, !bawaslu, capres, cawapres, calon presiden, caleg, elektabilitas, kampanye, tps, pemungutan suara, surat suara, quick count, hitung cepat, pemilih, partai politik
=Pilkada: !pilgub, !pilwalkot, !pilbup, calon gubernur, cagub, cawagub, paslon, pasangan calon, calon bupati, calon wali kota, kpu, bawaslu, kampanye
~Politik: partai, koalisi, parpol, ketum, politikus, politisi, kader, pdip, golkar, gerindra, pks, pkb, nasdem, ppp, pan, demokrat, oposisi, kabinet, reshuffle, dpp, elektabilitas
~DPR: !dpr ri, komisi i, komisi ii, komisi iii, fraksi, rapat paripurna, anggota dewan, legislator, senayan, baleg
Undang-Undang: !ruu, !rancangan undang-undang, revisi uu, prolegnas, uu no, perppu, baleg, pengesahan
Reshuffle Kabinet: !reshuffle, perombakan kabinet, menteri baru
Korupsi: !tipikor, !koruptor, !gratifikasi, !suap, kpk, kejagung, kejaksaan agung, kerugian negara, penyuapan, tersangka, ott, operasi tangkap tangan, rasuah, pencucian uang, tppu, mark up, penyidik, dugaan korupsi
=KPK: !komisi pemberantasan korupsi, !ott, !operasi tangkap tangan, juru bicara kpk, gedung merah putih, kpk ri, lhkpn
=Kejaksaan: !kejagung, !kejaksaan agung, jaksa agung, kejari, kejati, jaksa penuntut umum
Tersangka: !ditetapkan sebagai tersangka, !jadi tersangka, !menetapkan tersangka, penahanan, ditahan, penyidikan
~Hukum: pengadilan, hakim, vonis, terdakwa, jaksa, sidang, dakwaan, tuntutan, kuasa hukum, banding, kasasi, praperadilan, mahkamah agung, gugatan, penjara, persidangan
=Mahkamah Konstitusi: !hakim konstitusi, !uji materi, judicial review, sengketa pilpres, gugatan mk
~Kriminal: pelaku, korban, polisi, polres, polsek, polda, ditangkap, penangkapan, pencurian, perampokan, curanmor, begal, penganiayaan, senjata tajam, kejahatan, motif, barang bukti
Pembunuhan: !pembunuh, !dibunuh, !membunuh, mutilasi, mayat, jasad, tewas, ditusuk, tewas mengenaskan, forensik, autopsi
=Narkoba: !sabu, !narkotika, !ekstasi, !ganja, bnn, bandar, pengedar, kurir, gram sabu, rehabilitasi
Penipuan: !penipu, !ditipu, investasi bodong, penggelapan, modus, kerugian korban, scam, phishing
=Judi Online: !judol, !perjudian online, situs judi, bandar judi, pemblokiran
=Pinjaman Online: !pinjol, !fintech ilegal, debt collector, bunga pinjaman
Kekerasan Seksual: !pelecehan seksual, !pencabulan, !pemerkosaan, !perkosaan, cabul, asusila, diperkosa, dicabuli, tpks
KDRT: !kekerasan dalam rumah tangga, penganiayaan istri
Perdagangan Orang: !tppo, !perdagangan manusia, pekerja migran ilegal, calo
~Polri: !kapolri, !kapolda, mabes polri, bareskrim, kombes, irjen, polisi, divisi humas, propam
TNI: !panglima tni, !prajurit tni, pangdam, kodam, tni ad, tni al, tni au, letjen, mayjen
Demonstrasi: !unjuk rasa, !demo, !pendemo, !demonstran, massa aksi, mahasiswa, aksi damai, orasi, long march
=Buruh: !serikat pekerja, !upah minimum, !umr, may day, phk, pekerja, kspi, hari buruh
PHK: !pemutusan hubungan kerja, pesangon, karyawan dirumahkan, pailit
UMP: !upah minimum, umk, kenaikan upah, dewan pengupahan
Inflasi: !deflasi, !laju inflasi, !harga pangan, kenaikan harga, bps, tpid, indeks harga konsumen, daya beli, stabilitas harga, operasi pasar, pasar murah
Pajak: !perpajakan, !wajib pajak, !ppn, !pph, !ditjen pajak, djp, spt, coretax, tax amnesty, penerimaan pajak, bea meterai, setoran pajak, npwp, tarif pajak, pbb
Bea Cukai: !cukai, !kepabeanan, bea masuk, rokok ilegal, barang impor, penyelundupan
=Kemenkeu: !kementerian keuangan, !menteri keuangan, !menkeu, djp, dirjen pajak, dirjen anggaran, anggaran negara, wamenkeu
Suku Bunga: !bi rate, !the fed, !bunga acuan, !bunga kredit, bps, basis poin, federal reserve, kebijakan moneter, bank sentral, pemangkasan, bunga deposito, bunga kpr
=Bank Indonesia: !gubernur bi, bi rate, kebijakan moneter, qris, cadangan devisa, perry warjiyo, bank sentral, stabilitas rupiah, dewan gubernur
Ekspor Impor: !ekspor, !impor, neraca perdagangan, bea masuk, komoditas, eksportir, importir, surplus perdagangan, tarif impor, kepabeanan, kementerian perdagangan
~Perdagangan: kemendag, menteri perdagangan, mendag, tarif, perang dagang, perjanjian dagang, neraca perdagangan, tarif impor
=Tarif Trump: !tarif resiprokal, !tarif trump, tarif impor, perang dagang
APBN: !anggaran pendapatan dan belanja negara, !defisit apbn, !rapbn, belanja negara, defisit, anggaran negara, penerimaan negara, banggar, pnbp, subsidi, transfer ke daerah, nota keuangan
APBD: !dana transfer daerah, anggaran daerah, pendapatan asli daerah
Utang Negara: !utang pemerintah, !utang luar negeri, !surat utang, sbn, bunga utang, obligasi, rasio utang, pembiayaan utang, surat berharga negara, utang jatuh tempo
=Rupiah: !kurs rupiah, !nilai tukar, !kurs dolar, dolar as, mata uang, menguat, melemah, terdepresiasi, valas, bloomberg, redenominasi
~Investasi: !investor, !penanaman modal, !bkpm, danantara, realisasi investasi, modal asing, investasi asing, izin usaha, proyek strategis, pma
=Saham: !ihsg, !bursa efek, !bei, emiten, investor, ipo, dividen, kapitalisasi pasar, obligasi, wall street, saham gabungan
=Kripto: !bitcoin, !cryptocurrency, !ethereum, aset kripto, blockchain, token, bappebti
=Emas: !harga emas, !antam, logam mulia, emas batangan, emas dunia, buyback
~Perbankan: !bank, nasabah, kredit, ojk, bri, bca, mandiri, bni, btn, deposito, tabungan, lps, rekening, kredit macet
=OJK: !otoritas jasa keuangan, pinjol, fintech, asuransi
Asuransi: !polis, premi, klaim, tertanggung, asuransi jiwa
BUMN: !badan usaha milik negara, !kementerian bumn, erick thohir, danantara, pertamina, pln, komisaris, direksi, privatisasi
=Danantara: !badan pengelola investasi, sovereign wealth fund
UMKM: !usaha mikro, !usaha kecil, pelaku usaha, kur, koperasi, pengusaha kecil, kredit usaha rakyat
=Koperasi: !koperasi desa merah putih, !kopdes, simpan pinjam
~Ekonomi: !pertumbuhan ekonomi, !perekonomian, !resesi, pdb, bps, konsumsi, ekonomi nasional, makroekonomi, daya beli, stimulus, krisis ekonomi, ekonom, industri
~Bisnis: perusahaan, pendapatan, laba, omzet, pelanggan, direktur utama, kinerja keuangan, akuisisi, merger, ekspansi, pengusaha, bisnis
Startup: !unicorn, pendanaan, gojek, tokopedia, goto, ekosistem digital, perusahaan rintisan, decacorn
Properti: !perumahan, !kpr, apartemen, rumah subsidi, pengembang, real estate, tapera, hunian
BBM: !bahan bakar minyak, !pertalite, !pertamax, !solar, spbu, subsidi bbm, harga bbm, pertamina, minyak dunia
~Energi: !pembangkit listrik, !energi terbarukan, pln, listrik, esdm, batu bara, panas bumi, plts, minyak, migas, gas bumi, skk migas
Listrik: !pln, !tarif listrik, !pemadaman, token listrik, gardu, pelanggan listrik
=Minyak: !harga minyak, !minyak mentah, opec, barel, brent, kilang
Tambang: !pertambangan, !penambang, !nikel, batu bara, tambang ilegal, izin tambang, iup, esdm, smelter, hilirisasi
Hilirisasi: !smelter, nikel, bauksit, industri pengolahan
Sawit: !kelapa sawit, !cpo, minyak goreng, kebun sawit, minyakita
~Pangan: !ketahanan pangan, !swasembada, !bulog, beras, stok beras, sembako, harga pangan, bapanas, cabai, kedelai, jagung, gula, daging sapi, minyak goreng
Beras: !gabah, !bulog, harga beras, stok beras, penggilingan, swasembada, beras oplosan
Pertanian: !petani, !pupuk, panen, kementan, sawah, mentan, padi, irigasi, tanaman, bibit, hortikultura, penyuluh
=Perikanan: !nelayan, kkp, tangkapan, budi daya, kelautan, lobster, benih lobster, illegal fishing
=Peternakan: !peternak, sapi, ayam, pmk, unggas, telur, kurban
Bansos: !bantuan sosial, !pkh, !blt, !bpnt, kemensos, mensos, penerima manfaat, kpm, dtks
=Makan Bergizi Gratis: !mbg, !bgn, !badan gizi nasional, sppg, keracunan, dapur umum, siswa
Kemiskinan: !miskin, !kemiskinan ekstrem, garis kemiskinan, penduduk miskin, kesenjangan
=Haji: !jemaah haji, !ibadah haji, !umrah, kemenag, jemaah, makkah, madinah, kloter, arafah, bpih, kuota haji
=Ramadan: !puasa, !ramadhan, buka puasa, sahur, tarawih, imsak, takjil, zakat
=Lebaran: !idul fitri, !mudik, !idulfitri, arus balik, thr, pemudik, ketupat, silaturahmi
=Idul Adha: !iduladha, !kurban, hewan kurban, sapi kurban
=Mudik: !pemudik, !arus mudik, arus balik, tol, one way, rest area, contraflow, angkutan lebaran
=Natal: !misa, !gereja, nataru, perayaan natal, natal dan tahun baru
=Nataru: !libur natal, !libur tahun baru, natal dan tahun baru
~Agama: mui, ulama, ustaz, kiai, pesantren, nu, muhammadiyah, masjid, umat, islam, fatwa, gereja, pendeta, kemenag, santri, pbnu
=Pesantren: !ponpes, !santri, !pondok pesantren, kiai, asrama
Toleransi: intoleransi, kerukunan, umat beragama, keberagaman, pluralisme
~Pendidikan: !sekolah, !guru, !siswa, !kurikulum, kemendikbud, pelajar, ppdb, spmb, beasiswa, ujian, murid, kemendikdasmen, zonasi
Kampus: !universitas, !mahasiswa, !rektor, dosen, wisuda, fakultas, ui, ugm, itb, perguruan tinggi, ukt, snbp, snbt, kuliah
=Beasiswa: !lpdp, !penerima beasiswa, kip kuliah, awardee
=Guru: !guru honorer, !pppk, tunjangan guru, sertifikasi guru, pgri
=CPNS: !asn, !pns, !pppk, seleksi, sscasn, bkn, formasi, aparatur sipil negara, gaji pns
~Kesehatan: !rumah sakit, !pasien, !dokter, kemenkes, menkes, penyakit, gejala, puskesmas, obat, vaksin, bpjs, medis, pengobatan, gizi, imunisasi
=BPJS Kesehatan: !bpjs, !jkn, iuran, peserta bpjs, faskes
=COVID-19: !covid, !corona, !virus corona, vaksinasi, pandemi, psbb, ppkm, vaksin, positif covid, isolasi mandiri, lockdown, varian
Wabah: !hantavirus, !ebola, !virus nipah, !mpox, !cacar monyet, !epidemi, who, kematian, penularan, karantina, positif, penularannya
=Vaksin: !vaksinasi, !imunisasi, dosis, booster, sinovac, campak, polio
=Demam Berdarah: !dbd, !nyamuk, aedes aegypti, fogging, wolbachia
=Stunting: !tengkes, !gizi buruk, gizi, balita, posyandu, anak kerdil
=Kanker: !tumor, !kemoterapi, onkologi, sel kanker, kanker payudara
=Diabetes: !gula darah, !insulin, diabetesi
Kesehatan Mental: !depresi, !psikolog, !psikiater, bunuh diri, kecemasan, gangguan jiwa, stres
Diet: !menurunkan berat badan, !kalori, pola makan, lemak, olahraga, obesitas
~Kuliner: !resep, !makanan khas, !restoran, masakan, rasa, menu, chef, kuliner, sambal, kopi, jajanan, warung, kafe, bumbu, hidangan
=Kopi: !barista, !kedai kopi, arabika, robusta, espresso
Wisata: !pariwisata, !wisatawan, !turis, destinasi, liburan, objek wisata, pantai, hotel, wisman, kemenparekraf, homestay, desa wisata, pengunjung
=Hotel: !perhotelan, !okupansi, resor, penginapan, phri
~Budaya: !kebudayaan, !tradisi, !adat, kesenian, tari, festival, wayang, batik, warisan budaya, upacara adat, gamelan, museum
=Batik: !pengrajin batik, kain batik, motif, tenun
=Gempa: !gempa bumi, !magnitudo, !bmkg, tsunami, episentrum, hiposenter, skala richter, guncangan, susulan, getaran
=Tsunami: !peringatan dini tsunami, gempa, gelombang
Banjir: !kebanjiran, !banjir bandang, !tergenang, genangan, rob, bpbd, tinggi muka air, tanggul, pengungsi, luapan, hujan deras, terendam, pintu air
Longsor: !tanah longsor, tertimbun, bpbd, material longsor, hujan deras
Kebakaran: !terbakar, !damkar, !pemadam kebakaran, api, si jago merah, hangus, korsleting, kobaran
Karhutla: !kebakaran hutan, !kabut asap, titik api, hotspot, lahan gambut
=Gunung Api: !erupsi, !gunung merapi, !gunung semeru, pvmbg, abu vulkanik, awan panas, lava, kawah, level awas, vulkanik
Cuaca: !bmkg, !cuaca ekstrem, !prakiraan cuaca, hujan, angin kencang, suhu, musim hujan, kemarau, puting beliung, gelombang tinggi
Kekeringan: !kemarau, !el nino, krisis air, air bersih, gagal panen
~Bencana: !bnpb, !bpbd, pengungsi, tanggap darurat, korban jiwa, evakuasi, basarnas, relawan, mitigasi
Perubahan Iklim: !iklim, !pemanasan global, !emisi, karbon, gas rumah kaca, cop, transisi energi, net zero, krisis iklim
~Lingkungan: !sampah, !pencemaran, !polusi, limbah, hutan, klhk, klh, walhi, daur ulang, plastik, deforestasi, konservasi, mangrove
Sampah: !tpa, !tpst, !daur ulang, bank sampah, plastik, pengelolaan sampah, bantargebang
Polusi Udara: !kualitas udara, !ispu, iqair, emisi kendaraan
Satwa: !satwa liar, !satwa dilindungi, !konservasi, harimau, gajah, orangutan, bksda, badak, komodo, kebun binatang, buaya
Kecelakaan: !tabrakan, !laka lantas, !ditabrak, !menabrak, truk, sopir, korban tewas, terguling, tewas, rem blong, pengendara, satlantas, kecelakaan beruntun
~Lalu Lintas: !kemacetan, !macet, !ganjil genap, !tilang, rekayasa lalu lintas, korlantas, polantas, etle, contraflow
=Kereta Api: !kai, !krl, !kereta cepat, !whoosh, stasiun, penumpang, commuter line, mrt, lrt, rel
~Transportasi: kemenhub, menhub, penumpang, bus, terminal, angkutan, transjakarta, mrt, lrt, pelabuhan, kapal, bandara, tarif, moda
=Ojek Online: !ojol, !gojek, !grab, !taksi online, pengemudi online, driver, aplikator, transportasi online
Penerbangan: !pesawat, !maskapai, !bandara, garuda indonesia, lion air, penumpang pesawat, pilot, boeing, airbus, tiket pesawat
Kecelakaan Pesawat: !pesawat jatuh, !black box, knkt, lokasi jatuhnya
Kapal Tenggelam: !feri, !kapal tenggelam, nakhoda, kmp, basarnas, abk
Jalan Tol: !tol, !jalan bebas hambatan, gerbang tol, jasa marga, tarif tol, ruas tol
~Infrastruktur: !pembangunan jalan, !jembatan, pupr, proyek, bendungan, konstruksi, tol, kementerian pu, waskita, irigasi
=IKN: !ibu kota nusantara, !otorita ikn, ibu kota baru, penajam paser utara
Otomotif: !mobil listrik, !sepeda motor, mobil, motor, toyota, honda, suzuki, yamaha, mesin, suv, giias, kendaraan, transmisi, daihatsu, hyundai
Mobil Listrik: !kendaraan listrik, !byd, !wuling, baterai, spklu, ev, tesla, motor listrik
=MotoGP: !marquez, !bagnaia, sirkuit mandalika, ducati, pebalap, rossi, balapan, pole position, lorenzo, dovizioso
=F1: !formula 1, !verstappen, !hamilton, ferrari, mercedes, red bull, grand prix, sirkuit
=Sepak Bola: !gol, !striker, !sepakbola, liga, pelatih, pemain, klub, pertandingan, gelandang, bek, kiper, stadion, musim, transfer, wasit, suporter, kemenangan, laga, skuad, menit, fifa
=Timnas Indonesia: !timnas, !pssi, !garuda muda, shin tae-yong, kluivert, kualifikasi, naturalisasi, piala aff, u-23, u-17, erick thohir, skuad garuda
=Liga Indonesia: !liga 1, !persib, !persija, !persebaya, !arema, bali united, psm makassar, super league, pt lib, borneo fc, viking, bobotoh, jakmania
=Liga Inggris: !premier league, !manchester united, !liverpool, !arsenal, !chelsea, !manchester city, tottenham, man united, man city, old trafford, anfield, setan merah, mourinho, guardiola, klopp
=Liga Spanyol: !la liga, !real madrid, !barcelona, !atletico madrid, el clasico, messi, ronaldo, camp nou, bernabeu, barca, los blancos
=Liga Italia: !serie a, !juventus, !ac milan, !inter milan, napoli, as roma, nerazzurri, rossoneri, bianconeri
=Liga Champions: !champions league, babak 16 besar, perempat final, uefa, leg kedua, leg pertama
=Piala Dunia: !world cup, !kualifikasi piala dunia, fifa
=Bulu Tangkis: !badminton, !bwf, !all england, pbsi, ganda putra, ganda campuran, tunggal putra, thomas cup, unggulan
=Basket: !nba, !ibl, pebasket, perbasi, lakers, warriors
=Voli: !proliga, !bola voli, pbvsi, red sparks, megawati
=Tenis: !wimbledon, !petenis, !us open, djokovic, nadal, federer, grand slam
=Tinju: !petinju, !ring, ko, knock out, kelas welter, wbc
=UFC: !mma, !mcgregor, octagon, petarung
=Olimpiade: !asian games, !sea games, medali emas, atlet, kontingen, koni, cabor, pon
~Olahraga: atlet, kejuaraan, turnamen, juara, medali, kemenpora, menpora, kompetisi
Film: !bioskop, !sutradara, !box office, aktor, aktris, sinema, marvel, disney, netflix, trailer, hollywood, festival film, syuting, sekuel, layar lebar
Musik: !konser, !album, !penyanyi, !band, lagu, single, musisi, vokalis, grammy, spotify, panggung, gitaris
=K-Pop: !kpop, !blackpink, !bts, !idol, exo, twice, seventeen, comeback, fandom, hallyu, korea selatan
=Drama Korea: !drakor, !kdrama, drama, episode, rating, aktor korea
Selebriti: !artis, !seleb, !infotainment, instagram, cerai, pernikahan, menikah, pacar, rumah tangga, presenter, aktris, kekasih, gosip, perceraian, sang istri
Perceraian: !cerai, !gugatan cerai, !pengadilan agama, talak, hak asuh, mediasi
Pernikahan: !menikah, !lamaran, !resepsi, akad nikah, pengantin, mas kawin
Fashion: !busana, !desainer, !fashion week, hijab, gaun, model, koleksi, tren, mode
Kecantikan: !skincare, !kosmetik, !makeup, kulit, jerawat, perawatan, wajah, krim, sunscreen
=Parenting: !pola asuh, !anak, bayi, orang tua, tumbuh kembang, balita, ibu hamil, asi, kehamilan
Percintaan: !hubungan asmara, pasangan, kekasih, pacaran, mantan, selingkuh
~Teknologi: !aplikasi, !digital, !internet, google, startup, komdigi, kominfo, perangkat, software, fitur, pengguna, platform, smartphone, microsoft, meta, chip
Kecerdasan Buatan: !ai, !artificial intelligence, !chatgpt, !openai, !machine learning, gemini, deepfake, nvidia
Smartphone: !ponsel, !iphone, !samsung galaxy, !android, xiaomi, oppo, vivo, baterai, kamera, layar, gadget, ram, chipset, spesifikasi
=Apple: !iphone, !ipad, ios, macbook, tim cook
Media Sosial: !medsos, tiktok, instagram, facebook, twitter, viral, unggahan, warganet, netizen, youtube, konten kreator, whatsapp, influencer
~Viral: !video viral, !viral di media sosial, warganet, netizen, unggahan, media sosial, beredar
Hoaks: !hoax, !disinformasi, !cek fakta, berita bohong, misinformasi, kabar bohong
Keamanan Siber: !peretas, !hacker, !kebocoran data, !ransomware, bssn, siber, data pribadi, malware
Telekomunikasi: !telkomsel, !indosat, !telkom, 5g, operator, jaringan, sinyal, kuota internet, xl axiata, starlink
E-Commerce: !tokopedia, !shopee, !lazada, belanja online, marketplace, pedagang online, toko online, diskon
=Video Game: !gim, !gamer, !game online, !esports, !mobile legends, !playstation, gamer, steam, nintendo, pubg, free fire
Antariksa: !nasa, !astronaut, !roket, spacex, planet, bulan, mars, satelit, asteroid, brin, teleskop, astronom, gerhana
~Sains: !peneliti, !ilmuwan, !penelitian, studi, riset, jurnal, temuan, fosil, arkeolog, spesies, universitas, brin
Gerhana: !gerhana bulan, !gerhana matahari, fenomena langit
=Papua: !kkb, !opm, !tpnpb, egianus kogoya
HAM: !hak asasi manusia, !komnas ham, pelanggaran ham, kontras, amnesty, penghilangan paksa
Perempuan: !kesetaraan gender, !komnas perempuan, kekerasan terhadap perempuan, kementerian pppa, pemberdayaan perempuan
~Anak: !perlindungan anak, !kpai, hak anak, eksploitasi anak, kekerasan terhadap anak
Disabilitas: !difabel, !penyandang disabilitas, inklusif, aksesibilitas
Pekerja Migran: !tki, !pmi, !bp2mi, tkw, tenaga kerja indonesia, majikan
Imigrasi: !paspor, !deportasi, !wna, visa, dirjen imigrasi, overstay, kitas
=Pengungsi: !rohingya, !unhcr, kamp pengungsi, pencari suaka
Agraria: !sengketa lahan, !sertifikat tanah, !atr/bpn, mafia tanah, lahan, penggusuran, hgu, pagar laut
~Desa: !dana desa, !kepala desa, !kades, kemendes, bumdes, perangkat desa, apbdes
Transmigrasi: !transmigran, kawasan transmigrasi
Tawuran: !geng motor, !klitih, pelajar tawuran, senjata tajam
Pungli: !pungutan liar, !premanisme, !preman, ormas, saber pungli
Keracunan: !keracunan makanan, !keracunan massal, muntah, mual
Miras: !minuman keras, !oplosan, alkohol
Bunuh Diri: !gantung diri, !mengakhiri hidup
Orang Hilang: !dilaporkan hilang, pencarian, tim sar, basarnas
=Sumpah Pemuda: !28 oktober, pemuda
=Kemerdekaan: !hut ri, !17 agustus, proklamasi, upacara bendera, paskibraka
=PBB: !perserikatan bangsa-bangsa, !dewan keamanan, majelis umum, sekjen pbb, antonio guterres
=ASEAN: !ktt asean, asia tenggara
=G20: !ktt g20, negara g20
=BRICS: !ktt brics
=NATO: !pakta pertahanan atlantik
=Pilpres AS: !gedung putih, !donald trump, !joe biden, partai republik, partai demokrat, kamala harris, senat as
`;
