/** English sentences of the kinds that rule-based splitters are held to, each text as its sentences; lines of one text are joined by a space unless they say otherwise. */

export interface Golden {
  readonly kind: string;
  readonly text: string;
  readonly sentences: readonly string[];
}

const one = (kind: string, ...sentences: string[]): Golden => ({ kind, text: sentences.join(" "), sentences });

export const golden: readonly Golden[] = [
  one("full stop", "The river rose.", "People left their homes."),
  one("question mark", "Who saw the boat?", "Nobody did."),
  one("exclamation mark", "Here they come!", "We saw the lights."),
  one("initial", "The letter was signed by Robert K. Merton."),
  one("abbreviation of one small letter", "The map is on p. 12."),
  one("small abbreviation inside", "Did Anna and co. win the match?"),
  one("firm inside", "She sold her shares of Carter, Lowe & Co. in May."),
  one("small abbreviation at the end", "The bill goes to Anna and co.", "They can pay it."),
  one("firm at the end", "She sold her shares of Carter, Lowe & Co.", "It was a good year."),
  one("abbreviation before a name", "They climbed Mt. Rainier in a day."),
  one("abbreviation before and after a name", "St. Mark's School is on 9th st. near the bridge."),
  one("possessive abbreviation", "This is Sammy Davis Jr.'s piano."),
  one("many stops inside", "We crossed the U.S.A. by train."),
  one("many stops at the end", "The law was made in the E.U.", "What does it say?"),
  one("U.S. at the end", "He was born in the U.S.", "When did he leave?"),
  one("U.S. before a capital", "She worked for the U.S. Treasury in Boston."),
  one("U.S. inside", "They had lived in the U.S. for a year."),
  one("hours", "At 7 a.m. Mrs. Cole opened the shop.", "It closed at 8 P.M.", "Mrs. Cole walked home."),
  one("number inside", "The ticket costs $45.50 at the door."),
  one("number at the end", "The ticket costs $45.50.", "That is too much."),
  one("sentence in brackets", "She leads the choir (She was a soloist for ten years.) at the old church."),
  one("mail address", "Write to Mary.Lamb@example.org.", "She answers everyone."),
  one("web address", "It is all on https://www.example.20.org/our-news/a_page.html.", "Have a look."),
  one("single quotes inside", "He looked at me, 'You are late.' he said."),
  one("double quotes inside", 'He looked at me, "You are late." he said.'),
  one("double quotes at the end", 'He looked at me, "You are late."', "We drove off at once."),
  one("two exclamation marks", "Goal!!", "The crowd went wild."),
  one("two question marks", "Really??", "Who told you?"),
  one("exclamation and question mark", "What!?", "Is it over?"),
  one("question and exclamation mark", "What?!", "Is it over?"),
  one("list with stop and bracket, bare", "1.) Wash the rice", "2.) Boil the water"),
  one("list with stop and bracket", "1.) Wash the rice.", "2.) Boil the water."),
  one("list with bracket, bare", "1) Wash the rice", "2) Boil the water"),
  one("list with bracket", "1) Wash the rice.", "2) Boil the water."),
  one("list with stop, bare", "1. Wash the rice", "2. Boil the water"),
  one("list with stop", "1. Wash the rice.", "2. Boil the water."),
  one("list with bullets", "• 3. Wash the rice", "• 4. Boil the water"),
  one("list with hyphen bullets", "⁃3. Wash the rice", "⁃4. Boil the water"),
  one("list with letters", "a. Wash the rice", "b. Boil the water", "c. Set the table"),
  one("line break inside a sentence", "The page was copied\nfrom an old pdf."),
  one("line break and space inside a sentence", "It had been a long \nday at the harbour."),
  {
    kind: "lines in small letters",
    text: "tables\nfolding chairs\nlamps, candles\n",
    sentences: ["tables", "folding chairs", "lamps, candles"],
  },
  one("number sign", "The parcel is filed under N°. 2214.870.112.", "Nobody has asked for it."),
  one("name with an exclamation mark", "He writes code for Yahoo! in a small office."),
  one("I at the end and as an initial", "Nobody knew but you and I.", "Was Sarah I. Bell told?"),
  one("ellipsis before a closing quote", "Austen tells us that it is “a truth universally acknowledged. . . .”"),
  one("ellipsis in square brackets", '"The court [...] found for the plaintiff [...]" (Hale 12).'),
  one(
    "ellipsis and full stop",
    "Leave out what you do not need, and mark the place with three points and a stop . . . .",
    "Then go on.",
  ),
  one("ellipsis that ends", "I thought so....", "He shut the door."),
  one(
    "ellipsis that does not end",
    "We were just ... oh, never mind...look . . . what matters, I think . . . I was there.",
  ),
  one(
    "omission between sentences",
    "The custom that grew . . . was to leave the gate open at night.",
    ". . . The gate is shut now. . . .",
  ),
  {
    kind: "no space between sentences",
    text: "The rain stopped.Today is market day.Mrs. Cole sold 2,500.It was a record.",
    sentences: ["The rain stopped.", "Today is market day.", "Mrs. Cole sold 2,500.", "It was a record."],
  },
];
