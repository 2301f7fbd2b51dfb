import { editLists } from './edit-lists.ts'
import { editFlags } from './edit-flags.ts'
import { editEnvironments, editGroups, editUsers } from './edit-people.ts'
import type { Head } from './head.ts'
import { Homes } from './homes.ts'
import { Pages } from './pages.ts'
import type { Target } from './target.ts'

/**
 * One step of the flag files towards other rows: every row that differs is edited where it is written.
 * @param folder the flags folder as paths show it, or the one file there is
 * @returns the texts that change; undefined for a file that is not needed any more
 * @throws Unwritable when the files cannot say so; Error when a file cannot be changed safely
 */
export function editFiles(head: Head, target: Target, folder: string): Map<string, string | undefined> {
  const pages = new Pages(head.files)
  const desk = { head, target, pages, homes: new Homes(head.model, folder, pages) }
  editEnvironments(desk)
  editUsers(desk)
  editGroups(desk)
  editLists(desk, editFlags(desk))
  return pages.changed()
}
