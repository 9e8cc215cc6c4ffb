/** The newsroom's rules for hashtags, as its settings give them. */

import type { Settings } from "../../config/settings.ts";
import type { TagRules } from "../thread/hashtags.ts";

export const tagRulesOf = ({ hashtagsHouse, hashtagsBlock, hashtagsSynonyms }: Settings): TagRules => ({
  house: hashtagsHouse,
  block: hashtagsBlock,
  synonyms: hashtagsSynonyms,
});
