/** What part of speech a Spanish, Portuguese or French word is, as far as its ending tells: verbs and days end a noun phrase. Data and rules of their own, since the endings differ. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Days, months, and forms of frequent verbs that no ending shows. */
const breaks: Readonly<Record<string, ReadonlySet<string>>> = {
  es: words(`
    lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ayer hoy mañana
    dice dicen dijo dijeron hace hacen hizo hicieron puede pueden pudo debe deben quiere quieren sabe saben va van viene vienen sigue siguen tiene tienen tuvo pone puso da dan dio ve ven vio fue fueron era eran
    señala explica afirma asegura indica menciona agrega añade cuenta considera busca buscan permite permiten incluye incluyen recibe reciben logra logran espera esperan representa repite propone prevé
  `),
  pt: words(`
    segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro ontem hoje amanhã
    diz dizem disse disseram faz fazem fez fizeram pode podem pôde deve devem quer querem sabe sabem vai vão vem vêm segue seguem tem têm teve põe pôs dá dão vê veem viu foi foram era eram
    afirma explica aponta indica conta considera busca buscam permite permitem inclui incluem recebe recebem espera esperam representa repete propõe prevê preveem
  `),
  fr: words(`
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre hier demain
  `),
};

const verbs: Readonly<Record<string, RegExp>> = {
  es: /(?:.{2}ó|.{2}(?:aron|ieron|aban|ían|aría|ería|iría|arían|erían|irían)|.{3}(?:ará|erá|irá|arán|erán|irán|aremos|eremos|iremos)|.{3}(?:iendo|ando)|.{3}[aei]r(?:se|lo|la|los|las|le|les)?)$/u,
  pt: /(?:.{2}(?:ou|iu)|.{2}(?:aram|eram|iram|avam|iam|aria|eria|iria|ariam|eriam|iriam)|.{3}(?:ará|erá|irá|arão|erão|irão)|.{3}(?:ando|endo|indo)|.{3}[aei]r(?:-se|-lo|-la|-los|-las)?)$/u,
  fr: /-(?:t-)?(?:ce|il|elle|on|ils|elles|je|tu|nous|vous)$/u,
};

/** Nouns that end as verbs do. */
const nouns = words(`
  mujer mujeres taller alquiler alfiler placer poder deber bienestar lugar hogar familiar militar titular popular particular regular similar escolar nuclear solar lunar mar par bar azúcar dólar collar pilar ejemplar
  auxiliar celular vulgar tutelar singular líder carácter cáncer cráter póster máster chófer elixir porvenir contenedor ayer mánager súper hámster radar cheddar bazar altar caviar
  bando contrabando comando mando cuando segundo mundo fondo estruendo dividendo estupendo tremendo horrendo referendo memorando
  mulher colher prazer dever jantar luar lar açúcar caráter câncer líder repórter titular auxiliar pulmonar parlamentar hospitalar limiar patamar pomar andar olhar
  quando comando bando incêndio crescendo fazenda segundo mundo fundo
`);

/** Tells the words of `language`; null: it is none of these three. */
export function romanceWords(language: string): ((word: string) => "break" | "noun") | null {
  const [listed, form] = [breaks[language], verbs[language]];
  if (listed === undefined || form === undefined) return null;
  return (word) => (listed.has(word) || (form.test(word) && !nouns.has(word)) ? "break" : "noun");
}
