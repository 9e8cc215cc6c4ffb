/** Places of the news by their Indonesian and English names. A capital stands for its country, as newsrooms use it: "Pyongyang" is North Korea. Data of the hashtags. */

/**
 * `Indonesian|English|capital|people`, one country a line. Several names of one thing are parted by `/`, the first is the tag's;
 * what is the same in both languages, or left out, is not repeated.
 */
const countries = `
Afganistan|Afghanistan|Kabul|Afghan/Taliban
Afrika Selatan|South Africa|Pretoria/Johannesburg/Cape Town|South African
Albania||Tirana|Albanian
Aljazair|Algeria|Aljir/Algiers|Algerian
Amerika Serikat/AS|United States/US/U.S./USA/America|Washington/Washington DC/Gedung Putih/White House/Pentagon|American/Americans
Angola||Luanda|Angolan
Arab Saudi/Saudi|Saudi Arabia/Saudi|Riyadh|Saudis
Argentina||Buenos Aires|Argentine/Argentinian
Armenia||Yerevan|Armenian
Australia||Canberra|Australian/Australians
Austria||Wina/Vienna|Austrian
Azerbaijan||Baku|Azerbaijani
Bahrain||Manama|Bahraini
Bangladesh||Dhaka|Bangladeshi
Belanda|Netherlands/Holland|Den Haag/The Hague/Amsterdam|Dutch
Belarus||Minsk|Belarusian
Belgia|Belgium|Brussels/Brussel|Belgian
Bolivia||La Paz|Bolivian
Bosnia|Bosnia/Bosnia and Herzegovina|Sarajevo|Bosnian
Brasil|Brazil|Brasilia/Rio de Janeiro/Sao Paulo|Brazilian
Brunei|Brunei|Bandar Seri Begawan|Bruneian
Bulgaria||Sofia|Bulgarian
Ceko|Czech Republic/Czechia|Praha/Prague|Czech
Chile/Cile|Chile|Santiago|Chilean
China/Tiongkok/RRT|China|Beijing/Shanghai|Chinese
Denmark||Kopenhagen/Copenhagen|Danish
Ekuador|Ecuador|Quito|Ecuadorean
Estonia||Tallinn|Estonian
Ethiopia/Etiopia|Ethiopia|Addis Ababa|Ethiopian
Fiji||Suva|Fijian
Filipina|Philippines|Manila|Filipino/Philippine
Finlandia|Finland|Helsinki|Finnish
Georgia||Tbilisi|
Ghana||Accra|Ghanaian
Guatemala||Guatemala City|Guatemalan
Haiti||Port-au-Prince|Haitian
Honduras||Tegucigalpa|Honduran
Hungaria|Hungary|Budapest|Hungarian
India||New Delhi/Delhi/Mumbai|Indian/Indians
Indonesia/RI|Indonesia||Indonesian/Indonesians
Inggris/Britania Raya|Britain/UK/U.K./United Kingdom/Great Britain|London|British/Britons
Irak|Iraq|Baghdad|Iraqi/Iraqis
Iran||Teheran/Tehran|Iranian/Iranians
Irlandia|Ireland|Dublin|Irish
Islandia|Iceland|Reykjavik|Icelandic
Israel||Tel Aviv/Yerusalem/Jerusalem|Israeli/Israelis
Italia|Italy|Roma/Rome|Italian/Italians
Jamaika|Jamaica|Kingston|Jamaican
Jepang|Japan|Tokyo|Japanese
Jerman|Germany|Berlin|German/Germans
Kamboja|Cambodia|Phnom Penh|Cambodian
Kamerun|Cameroon|Yaounde|Cameroonian
Kanada|Canada|Ottawa|Canadian/Canadians
Kazakhstan||Astana|Kazakh
Kenya||Nairobi|Kenyan
Kolombia|Colombia|Bogota|Colombian
Kongo|Congo|Kinshasa|Congolese
Korea Selatan/Korsel|South Korea|Seoul|South Korean/South Koreans
Korea Utara/Korut|North Korea|Pyongyang|North Korean/North Koreans
Kosovo||Pristina|
Kosta Rika|Costa Rica|San Jose|
Kroasia|Croatia|Zagreb|Croatian
Kuba|Cuba|Havana|Cuban
Kuwait|||Kuwaiti
Laos||Vientiane|Laotian
Latvia||Riga|Latvian
Lebanon||Beirut|Lebanese
Libya||Tripoli|Libyan
Lithuania||Vilnius|Lithuanian
Luksemburg|Luxembourg||
Maladewa|Maldives|Male|
Malaysia||Kuala Lumpur/Putrajaya|Malaysian/Malaysians
Mali||Bamako|Malian
Maroko|Morocco|Rabat|Moroccan
Meksiko|Mexico|Mexico City|Mexican/Mexicans
Mesir|Egypt|Kairo/Cairo|Egyptian/Egyptians
Mongolia||Ulan Bator|Mongolian
Mozambik|Mozambique|Maputo|
Myanmar||Naypyidaw/Yangon|Burmese
Nepal||Kathmandu|Nepalese
Niger||Niamey|
Nigeria||Abuja/Lagos|Nigerian
Nikaragua|Nicaragua|Managua|Nicaraguan
Norwegia|Norway|Oslo|Norwegian
Oman||Muskat/Muscat|Omani
Pakistan||Islamabad|Pakistani
Palestina|Palestine|Ramallah/Tepi Barat/West Bank|Palestinian/Palestinians
Panama||Panama City|Panamanian
Papua Nugini|Papua New Guinea|Port Moresby|
Paraguay||Asuncion|Paraguayan
Peru/Peruvia|Peru|Lima|Peruvian
Polandia|Poland|Warsawa/Warsaw|Polish
Portugal||Lisbon/Lisboa|Portuguese
Prancis/Perancis|France|Paris|French
Qatar||Doha|Qatari
Rumania|Romania|Bukares/Bucharest|Romanian
Rusia|Russia|Moskow/Moscow/Kremlin|Russian/Russians
Rwanda||Kigali|Rwandan
Selandia Baru|New Zealand|Wellington|
Senegal||Dakar|Senegalese
Serbia||Beograd/Belgrade|Serbian
Singapura|Singapore||Singaporean
Slovenia||Ljubljana|Slovenian
Slowakia|Slovakia|Bratislava|Slovak
Somalia||Mogadishu|Somali
Spanyol|Spain|Madrid|Spanish
Sri Lanka||Kolombo/Colombo|Sri Lankan
Sudan||Khartoum|Sudanese
Suriah|Syria|Damaskus/Damascus|Syrian/Syrians
Swedia|Sweden|Stockholm|Swedish
Swiss|Switzerland|Jenewa/Geneva/Bern|
Taiwan||Taipei|Taiwanese
Tanzania||Dodoma|Tanzanian
Thailand||Bangkok|Thai
Timor Leste|East Timor|Dili|Timorese
Tunisia||Tunis|Tunisian
Turki/Turkiye|Turkey/Turkiye|Ankara|Turkish
Uganda||Kampala|Ugandan
Ukraina|Ukraine|Kyiv/Kiev|Ukrainian/Ukrainians
Uni Emirat Arab/UEA|United Arab Emirates/UAE|Abu Dhabi|Emirati
Uruguay||Montevideo|Uruguayan
Uzbekistan||Tashkent|Uzbek
Vatikan|Vatican||
Venezuela||Caracas|Venezuelan
Vietnam||Hanoi/Ho Chi Minh City|Vietnamese
Yaman|Yemen|Sanaa|Yemeni
Yordania|Jordan|Amman|Jordanian
Yunani|Greece|Athena/Athens|Greek
Zambia||Lusaka|Zambian
Zimbabwe||Harare|Zimbabwean
`;

/** Regions, seas and cities that are tags of their own: `Indonesian|English`. */
const others = `
Uni Eropa|European Union/EU
Timur Tengah|Middle East
Asia Tenggara|Southeast Asia
Gaza/Jalur Gaza|Gaza/Gaza Strip
Laut China Selatan|South China Sea
Eropa|Europe
Afrika|Africa
Hong Kong
New York
Los Angeles
California
Texas
Florida
Chicago
San Francisco
Hawaii
Alaska
Boston
Sydney
Melbourne
Dubai
Istanbul
Barcelona
Manchester
Liverpool
Skotlandia|Scotland
Wales
Irlandia Utara|Northern Ireland
Munich/Muenchen|Munich
Milan
Kashmir
Chechnya
Krimea|Crimea
Mekkah/Makkah|Mecca
Madinah|Medina
Jakarta/DKI Jakarta
Jakarta Selatan/Jaksel|South Jakarta
Jakarta Barat/Jakbar|West Jakarta
Jakarta Timur/Jaktim|East Jakarta
Jakarta Utara/Jakut|North Jakarta
Jakarta Pusat/Jakpus|Central Jakarta
Jawa Barat/Jabar|West Java
Jawa Tengah/Jateng|Central Java
Jawa Timur/Jatim|East Java
Banten
Yogyakarta/DIY/Jogja/Daerah Istimewa Yogyakarta|Yogyakarta
Bali
Aceh
Sumatera Utara/Sumut|North Sumatra
Sumatera Barat/Sumbar|West Sumatra
Sumatera Selatan/Sumsel|South Sumatra
Riau
Kepulauan Riau/Kepri|Riau Islands
Jambi
Bengkulu
Lampung
Bangka Belitung/Babel
Kalimantan Barat/Kalbar|West Kalimantan
Kalimantan Tengah/Kalteng|Central Kalimantan
Kalimantan Selatan/Kalsel|South Kalimantan
Kalimantan Timur/Kaltim|East Kalimantan
Kalimantan Utara/Kaltara|North Kalimantan
Sulawesi Utara/Sulut|North Sulawesi
Sulawesi Tengah/Sulteng|Central Sulawesi
Sulawesi Selatan/Sulsel|South Sulawesi
Sulawesi Tenggara/Sultra|Southeast Sulawesi
Sulawesi Barat/Sulbar|West Sulawesi
Gorontalo
Maluku
Maluku Utara/Malut|North Maluku
Nusa Tenggara Barat/NTB|West Nusa Tenggara
Nusa Tenggara Timur/NTT|East Nusa Tenggara
Papua
Papua Barat|West Papua
Papua Tengah|Central Papua
Papua Pegunungan
Papua Selatan|South Papua
Papua Barat Daya
Sumatera/Sumatra|Sumatra
Kalimantan
Sulawesi
Lombok
Flores
Madura
IKN/Ibu Kota Nusantara/Nusantara|Nusantara
`;

const cities = `Bandung Surabaya Semarang Medan Makassar Denpasar Palembang Solo Surakarta Malang Bogor Bekasi Depok Tangerang Cirebon Sukabumi Tasikmalaya Garut Karawang Purwakarta Cianjur Cimahi Subang Indramayu
Majalengka Kuningan Ciamis Banjarnegara Banyumas Cilacap Purwokerto Kebumen Magelang Temanggung Wonosobo Tegal Brebes Pekalongan Pemalang Kudus Jepara Demak Pati Rembang Blora Sragen Klaten Boyolali Sukoharjo
Karanganyar Wonogiri Sleman Bantul Gunungkidul Kediri Blitar Tulungagung Jember Banyuwangi Probolinggo Pasuruan Mojokerto Sidoarjo Gresik Lamongan Tuban Bojonegoro Ngawi Madiun Ponorogo Pacitan Trenggalek
Lumajang Situbondo Bondowoso Jombang Nganjuk Bangkalan Sampang Pamekasan Sumenep Serang Cilegon Lebak Pandeglang Padang Bukittinggi Pekanbaru Dumai Batam Tanjungpinang Pangkalpinang Binjai
Deliserdang Langkat Sibolga Lhokseumawe Sabang Pontianak Singkawang Banjarmasin Banjarbaru Balikpapan Samarinda Bontang Tarakan Palangkaraya Manado Bitung Palu Poso Kendari Parepare Palopo Gowa Maros Mamuju
Ambon Ternate Tidore Kupang Mataram Bima Labuan_Bajo Jayapura Sorong Manokwari Merauke Timika Nabire Wamena Banda_Aceh Bandar_Lampung Tangerang_Selatan Raja_Ampat Mandalika Ubud Badung Gianyar Buleleng Klungkung`;

export interface Place {
  readonly tag: { readonly id: string; readonly en: string };
  readonly country: boolean;
}

/** What a name in the text means, and how surely it means just that. */
export interface Meaning {
  readonly place: Place;
  readonly weight: number;
}

export interface Gazetteer {
  /** By name in small letters. */
  readonly names: ReadonlyMap<string, Meaning>;
  /** The first words of those of several. */
  readonly heads: ReadonlySet<string>;
}

const standsFor = { name: 1, capital: 0.75, people: 0.4 } as const;

export function readGazetteer(): Gazetteer {
  const names = new Map<string, Meaning>();
  const add = (list: string, place: Place, weight: number) => {
    for (const name of list.split("/"))
      if (name !== "" && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), { place, weight });
  };
  const named = (id: string, en: string) => ({ id: id.split("/")[0] ?? id, en: (en || id).split("/")[0] ?? id });
  for (const line of countries.trim().split("\n")) {
    const [id = "", en = "", capital = "", people = ""] = line.split("|");
    const place = { tag: named(id, en), country: true };
    add(id, place, standsFor.name);
    add(en, place, standsFor.name);
    add(capital, place, standsFor.capital);
    add(people, place, standsFor.people);
  }
  for (const line of others.trim().split("\n")) {
    const [id = "", en = ""] = line.split("|");
    const place = { tag: named(id, en), country: false };
    add(id, place, standsFor.name);
    add(en, place, standsFor.name);
  }
  for (const city of cities.split(/\s+/)) {
    const name = city.replace("_", " ");
    add(name, { tag: { id: name, en: name }, country: false }, standsFor.name);
  }
  const heads = new Set([...names.keys()].filter((name) => name.includes(" ")).map((name) => name.split(" ")[0] ?? ""));
  return { names, heads };
}
