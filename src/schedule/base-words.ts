/** Indonesian words that look like a shorter one with an affix and are none: terbang is not ter- and bang, menteri not meN- and teri. */

export const baseWords: ReadonlySet<string> = new Set(
  `
  abadi adalah adapun akan ampun andi angan antara apabila arti asli ayah badan bagaimana bagi bahan baku bangkai bangku bantah bari barisan bayi bekasi belah belanja
  belum benar bensin bentuk berani berapa beras berat beres beri beringin berita berkah berkas berkat bersih besar besi besok betul bintang bosan buku bukan bulan bumi
  busan celah dalam dan dani dari dedi delapan dengan depan desi dewan dia diam dinas dinding dingin dini diri dirgantara divisi gini hanya hari hati heran hewan hujan
  human hutan ikan ilmu iman inci ini isi istilah itu jadi jalan jamu jari jumlah juni kali kami kanan kapan kasi kawan kebun kecil kedua kejari kelas kelompok keluar
  keluarga kemarin kemasan kembali kembang kemudian kenal kenapa kendali kepada kepala kerabat keras kereta kerja kertas ketat ketika ketua koki koran kotak kubur kulit kumpul
  kunci kupas kurang kurawa kursi kurus lagi lahan laku laman langkah lapangan lari lawan lemah lini lintah lukaku macan makan maluku mana mani mari masalah masih
  mati medan media meja member memang memar menang menara mendung mengapa mengerti menit mental menteri merah merdeka mereka mesin mesra mewah milan mini nasi naskah nenek
  nikah nini nonton olah padi pagi pakan pasi pasti pedas peduli pegang pekan pekat pelan pelatuk pelik peluang peluru pemda pemerintah pemilu pencak pendek penjara pensiun
  pentas penting penuh peran perang perahu perawan percaya percuma perdana perempuan pergi perilaku perintah periode perkara perlu permai permana permata pernah pernik persen
  persis pertama perut pesan pesisir pesta peta petasan petir polisi posisi prabowo praktik pramuka pratama prayoga prestasi produk profit program promosi properti proses
  protes provinsi proyek puisi punya ramai rawan rekan resmi roti rugi rumah ruangan saku salah santai saran sari sebab sebagai sebaya sebelum sebentar sebuah secara sedang
  sederhana segala segara segera segi sehingga sejak sekadar sekali sekarang sekitar sekolah seksi sela selain selaku selalu selam selama selang selasa selatan selesai seluruh
  semakin semangat semata sembilan sementara semoga sempat semua senang senar senat sendiri seni senin seorang sepak sepakan sepatu sepeda seperti serah seram serang serbu sering
  serta seru sesuai sesudah setan setelah setiap setuju seusai siapa siman sisi situasi suami sudah suku takkan taman tamu tanya tapi tekan teknisi telah teman temu tengah
  tentang tentara tepi terang terapi teras terbang terbit terima terjun terlalu ternak terpal tertib terus terusan tetapi tinggi tuhan tunai usai voli wayan yani
  `
    .trim()
    .split(/\s+/),
);
