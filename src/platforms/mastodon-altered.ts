/** A post that a server made of ours with other words: filters of some servers change them. What no filter changes tells that it may be ours. */

import { likeness, type Status } from "./mastodon-status.ts";

/** What we asked the server for. */
export interface Wanted {
  readonly text: string;
  readonly parentId: string | null;
  readonly visibility: string;
  readonly language: string | undefined;
  readonly pictures: number;
}

/** So many of the words must be there still where no parent tells. */
const wordsEnough = 0.6;

/**
 * Only a person can tell whether it is. `application`: by whose name our other posts there were made; null: not known. What the server
 * does not say speaks against nothing, but for the parent.
 */
export function mayBeOurs(shown: Status, wanted: Wanted, application: string | null): boolean {
  const { in_reply_to_id: parent, visibility, language, media_attachments: media } = shown;
  if (parent === undefined || (parent ?? null) !== wanted.parentId) return false;
  if (visibility && visibility !== wanted.visibility) return false;
  if (language && wanted.language && language !== wanted.language) return false;
  if (media && media.length !== wanted.pictures) return false;
  const by = shown.application?.name;
  if (by && application !== null && by !== application) return false;
  return wanted.parentId !== null || likeness(wanted.text, shown.content ?? "") >= wordsEnough;
}

/** By whose name those of `listed` that are surely ours were made; null: none of them says. */
export const applicationOf = (listed: readonly Status[], owned: ReadonlySet<string>): string | null =>
  listed.find(({ id, application }) => owned.has(id) && application?.name)?.application?.name ?? null;
