/** Pieces -> blocks: takes out what is not the article's prose, finds the dateline, mends glued joints. Each step is reported with its place. */

import type { Block, Reason, Removed } from "./article.ts";
import { isCredit, namesPicture } from "./credits.ts";
import { datelineOf, isLoneDateline } from "./dateline.ts";
import { formed, looksLikeHeading } from "./form.ts";
import {
  embedded,
  initialsAtEnd,
  isByline,
  isFurniture,
  isPlug,
  isWriter,
  listsTags,
  pointsOn,
  pointsOnToSeveral,
  signatureOf,
  signedAtEnd,
  signsBelow,
} from "./furniture.ts";
import { hashtagsOf, isTagLine, namedTags, tagsOfLine, tagTail } from "./hashtags.ts";
import { mended, type Note, placed } from "./mend.ts";
import type { Apart, Piece } from "./pieces.ts";

export interface Cleaned {
  readonly blocks: readonly Block[];
  readonly hashtags: readonly string[];
  readonly dateline: string | null;
  readonly author: string | null;
  readonly removed: readonly Removed[];
}

interface Found {
  readonly kept: readonly Piece[];
  readonly notes: readonly Note[];
}

/** Lines that far from the beginning or the end may be a bare name. */
const edge = 4;
const titleMax = 140;
/** Shorter lines name nothing. */
const lineMin = 2;
/** No article has more lines; those further down a text are not looked at, but for its last ones. */
const linesMax = 20_000;

/** `apart`: what a reader left out already; it is told in its place. */
export function clean(pieces: readonly Piece[], apart: readonly Apart[] = []): Cleaned {
  const sorted = withoutLines(pieces, apart);
  const ended = withoutEnd(sorted.kept);
  const started = withoutDateline(ended.kept);
  const whole = mended(formed(started.kept));
  const inProse: string[] = [];
  for (const { kind, text } of whole.blocks)
    if (kind !== "caption" && /[#＃]/.test(text)) for (const tag of hashtagsOf(text)) inProse.push(tag);
  // A last piece that was nothing but tags or initials is gone, and what stood behind it moves up.
  const gone = ended.kept.length < sorted.kept.length ? (ended.notes[0]?.piece ?? 0) : sorted.kept.length;
  const early = sorted.notes.map((note) => (note.piece > gone ? { ...note, piece: note.piece - 1 } : note));
  const notes = [...started.notes, ...early, ...ended.notes].map((note) => behind(note, started));
  const tags = notes.filter((note) => note.reason === "hashtags").flatMap((note) => tagsOfLine(note.text));
  return {
    blocks: whole.blocks,
    hashtags: [...tags, ...inProse],
    dateline: started.dateline,
    author: sorted.author,
    removed: placed(notes, whole),
  };
}

/** A place in the paragraph that lost its dateline. */
const behind = (note: Note, { notes: [dateline], lost }: Found & { readonly lost: number }): Note =>
  note.piece === dateline?.piece && note.offset !== null && note !== dateline
    ? { ...note, offset: Math.max(0, note.offset - lost) }
    : note;

/** Sorts whole lines: prose stays, the rest is noted. */
function withoutLines(pieces: readonly Piece[], apart: readonly Apart[]): Found & { readonly author: string | null } {
  const kept: Piece[] = [];
  const notes: Note[] = [];
  const note = (text: string, reason: Reason, offset: number | null = null) =>
    notes.push({ text, reason, piece: kept.length, offset });
  let author: string | null = null;
  let pointing = false;
  let several = false;
  /** The piece that is the name below a role alone. */
  let named = -1;
  let listing = false;
  /** An editor's mark stands before the next prose that is kept. */
  let marked = false;
  const keep = (piece: Piece) => {
    kept.push(marked && piece.kind !== "caption" && kept.length > 0 ? { ...piece, breakBefore: true } : piece);
    if (piece.kind !== "caption") marked = false;
  };

  let told = 0;
  const tell = (before: number) => {
    for (; (apart[told]?.before ?? before + 1) <= before; told++)
      note(apart[told]?.text ?? "", "not part of the article");
  };
  for (const [at, piece] of pieces.entries()) {
    tell(at);
    if (piece.text.trim() === "---") {
      marked = true;
      continue;
    }
    if (piece.text.length < lineMin && piece.kind !== "caption" && !listing && !pointing) {
      // A counter's nought, the dot between two buttons, and three of them that change the size of letters.
      if (/^[0·•|]$/.test(piece.text) || isLetterButton(pieces, at)) note(piece.text, "not part of the article");
      else if (piece.text.trim() !== "") keep(piece);
      continue;
    }
    if (at > linesMax && at < pieces.length - below) {
      [pointing, listing] = [false, false];
      if (piece.text.trim() !== "") keep(piece);
      continue;
    }
    // A page's heading, copied with the title above it.
    if (kept.length === 1 && piece.text === kept[0]?.text && isTitle(piece.text)) {
      note(piece.text, "not part of the article");
      continue;
    }
    const { text, spans } = withoutEmbedded(piece);
    for (const span of spans) note(span.text, "not part of the article", text === "" ? null : span.offset);
    if (text === "") continue;
    const next = pieces[at + 1]?.text ?? "";
    const titled = text.length <= titleMax && !/[.!]["”]?$/.test(text);
    const pointedAt: boolean = titled && (pointing || (several && (piece.kind === "item" || !isLongProse(next))));
    several = pointsOnToSeveral(text) || (several && pointedAt);
    pointing = pointsOn(text);
    listing = listsTags(text) || (listing && isShort(text));
    const signature = signatureOf(text, at < edge || at >= pieces.length - edge, at > 0 && endsHere(pieces, at));
    if (signsBelow(text) && isNameLine(next)) {
      note(text, "signature");
      named = at + 1;
    } else if (at === named) {
      if (!/^(?:editor|redaktur)/i.test(pieces[at - 1]?.text ?? "")) author ??= text;
      note(text, "signature");
    } else if (isByline(text, next)) {
      author ??= text;
      note(text, "signature");
    } else if (
      at > 0 &&
      at >= pieces.length - below &&
      namedTags(text).length > 0 &&
      !isFact(pieces[at - 1]?.text ?? "")
    )
      note(text, "hashtags");
    else if (!isTagLine(text) && (isFurniture(text) || isPlug(text) || pointedAt || listing))
      note(text, "not part of the article");
    else if (initialsAlone.test(text)) {
      // Below them sites list their tags.
      listing = true;
      note(text, "initials of the editors");
    } else if (isTagLine(text)) note(text, "hashtags");
    else if (signature) {
      if (isWriter(signature)) author ??= signature.name;
      note(text, "signature");
    } else if (
      piece.kind !== "heading" &&
      (piece.kind === "caption" || isCredit(text) || (titled && namesPicture(next)))
    ) {
      note(text, "picture credit or caption");
      keep({ kind: "caption", text });
    } else keep(text === piece.text ? piece : { kind: piece.kind, text });
  }
  tell(pieces.length);
  return { kept, notes, author };
}

const isTitle = (line: string) => line.length <= titleMax && !/[.!?…。]["”’»)]?$/.test(line);

/** "A A A", one a line: small, middling, large. */
const isLetterButton = (pieces: readonly Piece[], at: number) =>
  pieces[at]?.text === "A" && pieces.slice(Math.max(0, at - 2), at + 3).filter(({ text }) => text === "A").length > 2;

/** At most three words without a mark. */
const isNameLine = (line: string) =>
  /^[\p{L}][\p{L}.'’-]+(?: [\p{L}.'’-]+){0,3}$/u.test(line) && line.length <= tagLength;

/** Nothing below is prose. */
const endsHere = (pieces: readonly Piece[], at: number) =>
  at >= pieces.length - edge &&
  pieces.slice(at + 1).every(({ text }) => isFurniture(text) || signatureOf(text) !== null);

const proseMin = 60;
const isLongProse = (text: string) => text.length >= proseMin && /[.!?…]["”)]?$/.test(text);

/** Lines that far from the end may list the article's own tags. */
const below = 8;
/** "Tempat: Aula DPRD" above "Topik: anggaran, pajak" makes facts of both. */
const isFact = (line: string) =>
  /^(?:[-•*] ?)?\p{Lu}[\p{L} ]{1,24}: ?\S/u.test(line) &&
  !signatureOf(line) &&
  !isFurniture(line) &&
  namedTags(line).length === 0;

/** "(asp/fjp)" on a line of its own. */
const initialsAlone = /^[([]\p{Ll}{2,4}(?:[/-]\p{Ll}{2,4}){1,2}[)\]]$/u;
const tagWords = 4;
const tagLength = 40;
/** As a tag below an article: a few words that close with no mark. */
const isShort = (line: string) =>
  line.length <= tagLength && line.split(" ").length <= tagWords && !/[.!?:,…"”]$/.test(line);

const noSpans: never[] = [];
/** What every form of `embedded` has in it: most paragraphs have none. */
const mayEmbed =
  /zoom-in-white|(?:Simak|Lihat|Tonton|Saksikan|Cek)(?: [Jj]uga| [Pp]ula)? (?:[Vv]ideo|[Ii]nfografis|[Ff]oto)|\[(?:[GgCc][ar]|GA|[A-Z]{1,5}\/|\.[A-Z])|SCROLL TO|ADVERTISEMENT|[Jj](?:uga|UGA)\s?:|[([](?:[Bb]aca|BACA|[Ss]imak|[Ll]ihat|[Rr]ead|[Ss]ee)|(?:Foto|Photo|Ilustrasi): /;

/** The paragraph without what a site set into it, and where that stood in what is left. */
function withoutEmbedded({ kind, text: source }: Piece): { text: string; spans: { text: string; offset: number }[] } {
  if (!mayEmbed.test(source)) return { text: source.trim(), spans: noSpans };
  const spans: { text: string; offset: number }[] = [];
  let text = "";
  let from = 0;
  for (const match of source.matchAll(embedded)) {
    text += source.slice(from, match.index);
    spans.push({ text: match[0].trim(), offset: text.length });
    from = match.index + match[0].length;
  }
  // What looks set in is the end of a caption.
  if (spans.length > 0 && kind !== "heading" && isCredit(source.trim())) return { text: source.trim(), spans: noSpans };
  return { text: (text + source.slice(from)).trim(), spans };
}

/** What closes the last paragraph: signatures, the initials of the editors, tags. */
function withoutEnd(pieces: readonly Piece[]): Found {
  const last = pieces.findLastIndex((piece) => piece.kind !== "caption");
  const piece = pieces[last];
  if (!piece) return { kept: pieces, notes: [] };
  const notes: Note[] = [];
  let text = piece.text;
  const cut = (span: string, reason: Reason) => {
    if (span === "") return;
    text = text.slice(0, text.length - span.length);
    notes.unshift({ text: span.trim(), reason, piece: last, offset: text.length });
  };
  cut(tagTail(text), "hashtags");
  const signed = signedAtEnd.exec(text.slice(-300))?.[0] ?? "";
  cut(signed, /engkapnya/.test(signed) ? "not part of the article" : "signature");
  const initials = initialsAtEnd.exec(text.slice(-60))?.[0] ?? "";
  const ended = initials.includes("/") ? /(?:[.!?…:"”’]|^)$/ : /(?:[.!?…"”’]|^)$/;
  if (ended.test(text.slice(0, text.length - initials.length))) cut(initials, "initials of the editors");
  const whole = notes.map((note) => (text === "" ? { ...note, offset: null } : note));
  if (notes.length === 0) return { kept: pieces, notes };
  return { kept: pieces.toSpliced(last, 1, ...(text === "" ? [] : [{ ...piece, text }])), notes: whole };
}

function withoutDateline(
  pieces: readonly Piece[],
): Found & { readonly dateline: string | null; readonly lost: number } {
  const alone = pieces.slice(0, edge).findIndex((piece, index) => isDateline(piece.text, pieces[index + 1]?.text));
  if (alone >= 0) {
    const text = pieces[alone]?.text ?? "";
    return {
      kept: pieces.toSpliced(alone, 1),
      notes: [{ text, reason: "dateline", piece: alone, offset: null }],
      dateline: text.replace(/[\s.–—-]+$/, ""),
      lost: 0,
    };
  }
  const at = earlyParagraphs(pieces).find((early) => datelineOf(pieces[early]?.text ?? "") !== "");
  const found = at === undefined ? "" : datelineOf(pieces[at]?.text ?? "");
  if (at === undefined || found === "") return { kept: pieces, notes: [], dateline: null, lost: 0 };
  return {
    kept: pieces.map((one, index) => (index === at ? { ...one, text: one.text.slice(found.length).trim() } : one)),
    notes: [{ text: found.trim(), reason: "dateline", piece: at, offset: 0 }],
    dateline: found.replace(/[\s.–—-]+$/, ""),
    lost: found.length,
  };
}

/** "Jakarta, CNN Indonesia --" on a line of its own, above the sentence that it belongs to. */
const isDateline = (line: string, next = "") =>
  (next !== "" && isLoneDateline(line)) ||
  (/[-–—]$/.test(line) && line.length <= titleMax && datelineOf(`${line} ${next}`).trimEnd() === line);

/** The first three paragraphs: what stands above the first may have been one of a few words, or what a picture shows. */
function earlyParagraphs(pieces: readonly Piece[]): readonly number[] {
  const early: number[] = [];
  for (const [at, { kind, text }] of pieces.entries()) {
    if (kind === "paragraph" || (kind === "line" && !looksLikeHeading(text))) early.push(at);
    if (early.length === 3) break;
  }
  return early;
}
