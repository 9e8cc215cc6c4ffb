/** Words that say nothing about what a text is about, by language: articles, prepositions, pronouns, auxiliaries, and what newsrooms write around facts. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

const lists: Readonly<Record<string, ReadonlySet<string>>> = {
  id: words(`
    yang dan di ke dari pada dalam untuk dengan ini itu ia dia mereka kami kita saya aku anda kamu beliau akan telah sudah tidak bukan juga oleh karena sebagai adalah ialah
    ada atau saat ketika agar supaya bahwa bisa dapat hanya masih lebih para seorang sebuah suatu sebelumnya setelah sebelum namun tetapi tapi sehingga jika bila kalau apabila hingga
    sampai menjadi kata ujar menurut tersebut terhadap secara antara lain hal atas bagi maka pun lalu kemudian serta sejak seperti belum tak tanpa harus ingin jadi satu dua tiga empat
    lima enam tujuh delapan sembilan sepuluh tahun hari bulan minggu pekan jam kepada tentang selain sementara sedangkan begitu lagi sangat sekitar banyak beberapa semua setiap seluruh
    orang rp pukul wib wita wit senin selasa rabu kamis jumat sabtu ahad januari februari maret april mei juni juli agustus september oktober november desember mengatakan menyatakan
    menjelaskan menyebut menyebutkan mengungkapkan menuturkan menegaskan menambahkan ujarnya katanya tuturnya jelasnya ungkapnya imbuhnya tambahnya ucapnya tegasnya ungkap tutur ucap jelas
    tegas imbuh papar lanjut melalui terkait akibat selama apakah apa siapa bagaimana mengapa kenapa mana dimana kapan ya yakni yaitu bahkan namun justru sekali saja salah pernah sedang
    lewat dulu baru nanti kini sekarang kemarin besok lusa tadi malam pagi siang sore hampir paling cukup kurang setidaknya paling punya memiliki merupakan terjadi dilakukan melakukan membuat mulai terus usai
    guna demi sesuai selanjutnya berbagai masing-masing sendiri sama tetap boleh mungkin bakal nah kok sih dong deh gitu nya per soal juta miliar triliun ribu ratus persen pihak pihaknya
    adanya dirinya sebesar sebanyak berada menurutnya meski meskipun walau walaupun adapun ataupun maupun sebab kata-kata benar ternyata memang tentu tentunya hari-hari lebih-lebih sana sini
    foto detikcom detik video artikel berita simak halaman baca
  `),
  en: words(`
    a about above across after again against ago all almost already also although always am among an and another any anyone anything are around as at away back be because become been before
    being below between both but by came can cannot could did do does doing done down during each either else enough even ever every everyone everything few for from further get gets got had
    has have having he her here hers herself him himself his how however i if in indeed instead into is it its itself just last later least less like likely made make makes many may maybe me
    might more most much must my myself near nearly neither never next no nobody none nor not nothing now of off often on once one only or other others our ours out over own per perhaps quite
    rather really said same say saying says see seen several she should since so some someone something soon still such than that the their theirs them themselves then there therefore these
    they thing things this those though through throughout thus to today together told too toward towards two three four five six seven eight nine ten under until up upon us used very was
    way we well were what whatever when where whether which while who whole whom whose why will with within without would yes yesterday yet you your yours mr mrs ms dr monday tuesday wednesday
    thursday friday saturday sunday january february march april may june july august september october november december year years month months week weeks day days time times hour hours
    added according asked including took take taken went go goes going come comes put set don t s re ve ll d m isn wasn didn doesn won wouldn couldn million billion percent cent first second
    third new
  `),
  es: words(`
    de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos
    durante todos uno les ni contra otros ese eso ante ellos e esto mí antes algunos qué unos yo otro otras otra él tanto esa estos mucho quienes nada muchos cual poco ella estar estas algunas
    algo nosotros mi mis tú te ti tu tus ellas es son fue era eran ser ha han había he está están estaba sido tiene tienen tenía dijo dice según tras años año día días vez dos tres cada así
    aunque mientras además después luego aún entonces siempre parte hace hacer puede pueden podría será serán sería fueron hoy ayer lunes martes miércoles jueves viernes sábado domingo
  `),
  fr: words(`
    de la le les et des en un une du à dans est que qui pour par sur au aux avec ce cette ces il elle ils elles on ne pas plus se sa son ses leur leurs nous vous je tu mais ou où donc or ni car
    comme été être avoir fait faire sont était étaient ont a avait aura sera serait peut peuvent doit selon après avant depuis entre sans sous contre vers chez lors pendant afin ainsi aussi
    alors encore toujours très bien tout tous toute toutes autre autres même mêmes deux trois quatre dont cela ça ceux celle celui celles y l d s n qu c j m t jusqu lorsqu puisqu an ans année
    années jour jours mois heure heures hier aujourd hui lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    dernier dernière premier première nouveau nouvelle quelque quelques plusieurs chaque moins peu beaucoup déjà non oui si dit déclaré notamment cependant toutefois également face ici là
  `),
  pt: words(`
    de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era
    depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja qual será nós tenho lhe deles essas esses pelas este
    fosse dele disse segundo ano anos dia dias sobre após ainda onde cada outro outra outros outras são pode podem vai vão
  `),
  de: words(`
    der die das und in zu den von mit ist im für auf des dem ein eine einer eines einem einen nicht sich auch als an es bei aus nach wie am um noch werden wird wurde wurden hat haben hatte sind
    war waren sein seine seiner ihr ihre ihren er sie wir ich man aber oder wenn dass daß nur über vor zum zur bis durch unter gegen sei so mehr schon sehr kann können soll sollen muss müssen
    diese dieser dieses diesem diesen jahr jahre jahren tag tage uhr sagte zwischen seit ohne während weil doch dann dort hier alle alles
  `),
  ar: words(`
    في من على إلى عن أن إن هذا هذه التي الذي الذين ما لا لم لن قد كان كانت كما مع بعد قبل بين حتى أو ثم و ف ل ب هو هي هم نحن أنا أنه أنها إذا كل بعض غير أي ذلك تلك هناك حيث عند منذ خلال حول ضد
    قال وقال أكد وأكد أضاف وأضاف أشار وأشار ولا وما وفي ومن وهو وهي وقد ليس سوف بأن لأن عليه عليها فيه فيها به بها له لها اليوم أمس يوم عام سنة
  `),
};

const everything: ReadonlySet<string> = new Set(Object.values(lists).flatMap((list) => [...list]));

/** Of a language that has no list: those of all that have one. */
export const stopWordsOf = (language: string): ReadonlySet<string> => lists[language.split("-")[0] ?? ""] ?? everything;
