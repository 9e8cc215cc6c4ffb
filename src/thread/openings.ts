/** How sentences and clauses open: words that point back at the sentence before, conjunctions, and clauses that say who spoke. */

import { findPairs } from "../article/pairs.ts";

const pattern = (words: string) =>
  words
    .trim()
    .split(/\s*\|\s*/)
    .join("|");

const setOf = (words: string) => new Set(words.trim().split(/\s*\|\s*/));

/** They need the sentence before them to be understood. */
const backward = pattern(`
  ini|itu|ia|dia|mereka|beliau|keduanya|ketiganya|namun|tetapi|tapi|setelahnya|sebelumnya|selain itu|selain ini|sebuah|hal (?:ini|itu|tersebut|serupa|senada)|
  karena itu|oleh (?:karena|sebab) itu|akibatnya|sementara itu|sementara|bahkan|lalu|kemudian|padahal|sebaliknya|dengan demikian|karenanya|untuk itu|maka|artinya|
  tak hanya itu|tidak hanya itu|di sisi lain|meski (?:begitu|demikian)|walau (?:begitu|demikian)|kendati (?:begitu|demikian)|menurutnya|apalagi|adapun|sedangkan|sehingga|setelah itu|sejak itu|pasalnya|sebab|alhasil|terlebih|misalnya|
  he|she|it|they|this|that|these|those|but|however|and|so|then|his|her|their|its|him|them|meanwhile|instead|also|such|nor|yet|still|moreover|furthermore|therefore|thus|both|nevertheless|nonetheless|otherwise|likewise|as a result|for example|for instance|in addition|
  pero|sin embargo|esto|este|esta|estos|estas|ese|esa|eso|aquel|ello|además|él|ella|ellos|ellas|también|asimismo|por (?:ello|eso)|no obstante|en cambio|
  mais|cependant|ce|cela|celui-ci|celle-ci|il|elle|ils|elles|toutefois|mas|porém|isso|isto|ele|ela|eles|elas|no entanto`);
const pointing = new RegExp(String.raw`^["“‘«(]?(?:${backward})(?![\p{L}\p{M}\p{N}])`, "iu");

export const pointsBack = (text: string): boolean => pointing.test(text.slice(0, 40));

const clauses = setOf(`
  yang|tetapi|tapi|karena|sebab|lantaran|akibat|agar|supaya|ketika|saat|jika|bila|apabila|untuk|guna|demi|serta|sehingga|namun|sementara|bahwa|hingga|setelah|sebelum|usai|sejak|meski|meskipun|walaupun|sedangkan|lalu|kemudian|maka|yaitu|yakni|termasuk|melainkan|maupun|seraya|sambil|dimana|
  but|because|that|which|who|whose|whom|when|while|if|so|after|before|since|although|though|where|until|unless|whereas|whether|despite|including|
  que|pero|porque|cuando|sino|aunque|mientras|donde|quien|quienes|cuyo|cuya|si|mais|où|qui|dont|quand|lorsque|puisque|afin|tandis|aber|dass|weil|quando|mas|embora|enquanto|onde|
  التي|الذي|الذين|اللذين|حيث|لكن|ولكن|كما|مضيفا|مشيرا|مؤكدا|موضحا|فيما|بينما|أن|إن|لأن|مما|حتى|إذ|بهدف|بعد|قبل|خلال|وقال|وأضاف|وأكد|وأشار|وأوضح|وتابع|وذكر|وكان|وكانت|وقد|وهو|وهي|وأن|وإن|وذلك|ولم`);
const elided = /^(?:lorsqu|puisqu|qu)['’]/i;

/** Opens a clause of its own. */
export const isConjunction = (word: string): boolean => clauses.has(word.toLowerCase()) || elided.test(word);

const phrases = setOf(`
  dengan|mengenai|terkait|tentang|melalui|terhadap|dalam|di|pada|kepada|dari|oleh|bagi|seperti|selama|sebagai|bersama|
  with|for|than|as|in|on|at|by|from|into|during|following|amid|against|through|about|between|among|without|
  para|con|en|desde|hasta|sobre|entre|durante|según|contra|tras|avec|pour|dans|sur|par|depuis|pendant|selon|après|avant|com|em|até|após|segundo|
  عن|على|من|في|إلى|مع|بين|ضد`);

/** Opens a phrase that may belong to the verb before it: "berperan dalam". */
export const isPreposition = (word: string): boolean => phrases.has(word.toLowerCase());

const coordinating = /^(?:dan|atau|and|or|y|o|u|e|et|ou|und|oder)$/i;

/** Ties two names or phrases together more often than two clauses, which have a comma between them. */
export const joinsPhrases = (word: string): boolean => coordinating.test(word);

const verbs = pattern(`
  (?:kata|ujar|ucap|tutur|ungkap|jelas|tegas|tambah|imbuh|papar|terang|sebut|tandas|tanya|jawab|tulis|cuit|bunyi|imbau|saran|lanjut|kilah|beber|pungkas|tukas|seru|cetus|sambung|pesan|kenang|harap|keluh|canda|klaim|urai|tutup|simpul|rinci|ajak|bantah|dalih|gumam|celetuk|sindir|kelakar|seloroh|timpal|tanggap|respons|wanti-wanti|tuding|ulas|sesal|puji|kutip|akui?)(?:nya)?|
  said|says|told|adds|added|asked|explained|warned|argued|insisted|wrote|noted|replied|continued|concluded|claimed|according to|
  dijo|dice|afirmó|añadió|explicó|señaló|aseguró|declaró|indicó|comentó|según|agregó|manifestó|disse|afirmou|explicou|a déclaré|a dit|a expliqué|selon|sagte|erklärte|وقال|قال`);
const speaking = new RegExp(
  String.raw`^(?:(?:\p{Lu}[\p{L}\p{M}.'’-]*,?\s+){0,5}|(?:he|she|they|it|the [a-z]+|dia|ia)\s+)(?:${verbs})(?![\p{L}\p{M}])`,
  "iu",
);

/** A clause behind a quotation that says whose words it was. */
export const saysWhoSpoke = (clause: string): boolean => speaking.test(clause.slice(0, 90));

const unnamed =
  /["”»],? (?:(?:kata|ujar|ucap|tutur|ungkap|jelas|tegas|tambah|imbuh|papar|terang|sebut|tandas|lanjut|sambung|beber|pungkas|kilah|keluh|seru|kenang)(?:nya(?!\p{L})| (?:dia|ia|beliau|mereka)(?!\p{L}))|(?:he|she|they|it) (?:\p{L}+ly )?(?:said|says|told|added|asked|wrote|explained|warned|insisted)(?!\p{L})|(?:dijo|afirmó|señaló|añadió|explicó|disse|afirmou)(?=[.,]|$)|a-t-(?:il|elle)(?!\p{L}))/iu;

const attributed = /^[,，]["”»]$/;

/** Whether the words behind a closing mark of quotation, which stands behind `before`, say who spoke. A comma inside the mark tells it of any small word. */
export const isSpokenBy = (before: string, clause: string): boolean =>
  saysWhoSpoke(clause) || (attributed.test(before.slice(-2)) && /^\p{Ll}/u.test(clause));

/** Behind a quotation only a word for its speaker, whom the sentence before names. */
export const namesNoSpeaker = (text: string): boolean => unnamed.test(text);

const marksOfQuotation = /^["“«„]/;
const noSpeech = /^["“«„][^"”“»]*["”»]?[.!?…]*["”»]?$/u;

/** No sentence of news is longer; more is not looked at, so that the cost stays linear. */
const sentenceMax = 2_000;

/** It opens with a quotation, and who spoke is said before it. */
export const quotesOneNamedBefore = (text: string): boolean =>
  text.length <= sentenceMax && marksOfQuotation.test(text) && (noSpeech.test(text) || namesNoSpeaker(text));

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Each quotation with the clause behind it that says who spoke. */
export function spokenIn(text: string): Range[] {
  return findPairs(text).flatMap(({ open, close }) => {
    if (!/["”»]/.test(text.charAt(close))) return [];
    const behind = text.slice(close + 1, close + 200);
    const clause = behind.replace(/^,?\s/, "");
    if (clause === behind || !isSpokenBy(text.slice(close - 1, close + 1), clause)) return [];
    const end = /[,.;!?](?=\s|$)|\s["“«]/.exec(clause)?.index ?? clause.length;
    return [{ from: open, to: close + 1 + (behind.length - clause.length) + end }];
  });
}
