/** Words with a capital that are no names, or stand before one: roles and titles, days, heads of phrases. Indonesian and English together, since articles quote both. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Stand before a name and are no part of it. */
export const roles = words(`
  Presiden Wakil Wapres Menteri Menko Menkeu Mendagri Menlu Menhan Menhub Menkes Mentan Mendag Mensos Menag Menpora Menkumham Menkopolhukam Menkomdigi Menkominfo Mensesneg Menaker Menperin Mendikbud Mendikdasmen
  Wamen Wamenkeu Wamendagri Gubernur Wagub Cagub Bupati Wabup Walikota Wali Wawali Camat Lurah Kades Ketua Waketum Ketum Umum Direktur Dirut Direksi Utama Kepala Kadis Kabid Kasubdit Kapolri Wakapolri Kapolda
  Kapolres Kapolsek Kasat Kasatreskrim Kabareskrim Kabid Kadiv Panglima Pangdam Danrem Dandim Kapten Kolonel Letkol Mayor Jenderal Letjen Mayjen Brigjen Laksamana Marsekal Komjen Irjen Kombes Kompol AKBP AKP Ipda
  Iptu Aiptu Aipda Bripka Brigadir Bripda Komisaris Inspektur Sekretaris Sekjen Sekda Sekdaprov Dirjen Deputi Staf Anggota Jaksa Hakim Juru Bicara Jubir Pengacara Advokat Pengamat Peneliti Ilmuwan Ekonom Aktor Aktris Artis
  Penyanyi Pedangdut Presenter Komedian Pelawak Musisi Vokalis Sutradara Produser Pemain Pelatih Kiper Striker Bek Gelandang Kapten Wasit Petenis Petinju Pebalap Atlet Ustaz Ustad Ustadz Kiai Habib Pendeta Uskup
  Paus Raja Ratu Pangeran Putri Sultan Sri_Sultan Profesor Prof Dr dr Drs Dra Ir KH H Hj Haji Hajah Bapak Ibu Pak Bu Mas Mbak Bang Kak Tuan Nyonya Almarhum Almarhumah Mendiang Terdakwa Tersangka Korban Saksi
  Sdr Sdri Plt Pj Mantan Calon Capres Cawapres Caleg Perdana Keuangan Dalam Negeri Luar Pertahanan Perhubungan Kesehatan Pertanian Perdagangan Sosial Perindustrian Pendidikan Kebudayaan Ketenagakerjaan Kehutanan Lingkungan
  Agama Hukum Kelautan Perikanan Pariwisata Agraria Transmigrasi Kapolresta Kapolrestabes
  Investasi Hilirisasi Koordinator Bidang Perekonomian Politik Keamanan Pembangunan Nasional Perencanaan Negara Republik Eksekutif Komunikasi Informatika Pemuda Olahraga RI
  Dilansir Dikutip Melansir Mengutip Program Kasus Era Rezim Kubu Operasi Kota Kabupaten Kecamatan Kelurahan Desa Provinsi Jalan Gedung Kantor Pulau Selat Teluk Sungai Gunung Pantai Bandara Stasiun Pelabuhan PT CV Tbk Persero
  President Vice Prime Minister Ministers Mr Mrs Ms Miss Sir Dame Lord Lady Secretary Chancellor Chief Executive Senator Sen Representative Rep Congressman Governor Gov Mayor Judge Justice Attorney General Gen Col Lt Capt
  Captain Sgt Maj Officer Detective Inspector Dr Doctor Professor Rev Reverend Father Bishop Archbishop Cardinal Pope King Queen Prince Princess Duke Chairman Chairwoman Chair Director Manager Coach Spokesman
  Spokeswoman Former Deputy Assistant Foreign Home Defence Defense Treasury Shadow Leader Actor Actress Singer Author Analyst Economist Commissioner Ambassador Striker Midfielder Defender Goalkeeper
`);

/** Never inside a name. */
export const ranks = words(`
  Constable Superintendent Inspector Sergeant
  Iptu Ipda Aiptu Aipda AKP AKBP Kompol Kombes Bripka Bripda Briptu Brigjen Irjen Komjen Mayjen Letjen Letkol Kolonel Serka Sertu Serda Praka Pratu Ir Drs Dra Pol
  Minister President Secretary Governor Senator Chancellor Mayor Spokesman Spokeswoman Ambassador Presiden Menteri Gubernur Bupati
`);

/** Stand before their district: "Bupati Sigi", "Kapolres Metro Bekasi". */
export const localOffices = words(`
  Bupati Wabup Gubernur Wagub Walikota Wawali Camat Lurah Kades Kapolres Kapolsek Kapolresta Kapolrestabes Kapolda Dandim Danrem Kajari Kajati
`);

/** Days, months, units and what newsrooms write with a capital. */
export const neverNames = words(`
  Senin Selasa Rabu Kamis Jumat Jum'at Sabtu Minggu Ahad Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember WIB WITA WIT Rp US Foto Video Baca Simak Lihat Gambas Sumber Antara
  Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March May June July August October December GMT EST PDT EDT BST AM PM Photo Image Copyright Reuters AFP AP
  Alhamdulillah Insya Allah Insyaallah Tuhan Assalamualaikum Covid Muslim Islam Kristen God Christmas Easter Internet TV CEO CFO COO HP SMS WA II III IV VI VII VIII IX XI XII KTP NIK UU Pasal Perpres Permen PP
  English British American European Asian African Lantas Nah Kan Kalau Oke Iya Yah Ya Tidak Bukan Ini Itu Saya Kami Kita Aku Anda Dia Mereka Saat Sebelumnya Selain Selanjutnya Menurut Meski Namun Adapun
  The A An And For In On At By With To From
  I I'm I've I'll I'd It's That's We're They're There's He's She's What's Don't
`);

/** Given names and titles that name nobody without the rest. */
export const aloneNever = words(`
  Sri Siti Nur Dewi Muhammad Mohammad Mohamad Muhamad Moh Ahmad Achmad Abdul Abdullah Agus Budi Andi Dian Eko Adi Bambang Indah Ratna Rina Made Wayan Nyoman Ketut Putu Gusti Ida Raden Teuku Cut Syekh Haji Maria Yohanes
  John David Michael James Robert William Richard Mary Peter Paul Mark George Tom Bill Jack Jim Bob Mike Joe Steve Chris Smith Jones Brown Ali Hassan Mohammed Mohamed Ahmed Jose Juan San Santa St Saint
  Uni Kementerian Badan Komisi Dewan Lembaga Dinas Komite Majelis Mahkamah Universitas Institut Sekolah Rumah Bank Partai Tim Klub Grup Group Ministry Department Court Council Committee House University College School
  Commission Parliament PC PCs TKP DPK AC Satgas Women Men
  WP SP WFH SDM SOP WNI KK NIK RT RW HUT DPP UI/UX OTT ATM
  Company Corporation Association Institute Party State Government Pemerintah Polisi Police Army Navy Republik Kerajaan Barat Timur Utara Selatan Tengah Pusat North South East West Central
`);

/** Begin names of places; in small letters some are stop words. */
export const placeHeads = words("São San Santa Santo New Los Las");

/** Small words inside names. */
export const joining = words("of de del della da dos van von der den bin binti ibn al el la le du");
