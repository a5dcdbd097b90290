import access from './en/access.json'
import accounts from './en/accounts.json'
import auth from './en/auth.json'
import board from './en/board.json'
import chat from './en/chat.json'
import common from './en/common.json'
import contracts from './en/contracts.json'
import errors from './en/errors.json'
import feed from './en/feed.json'
import files from './en/files.json'
import giving from './en/giving.json'
import home from './en/home.json'
import notes from './en/notes.json'
import outbox from './en/outbox.json'
import profile from './en/profile.json'
import projects from './en/projects.json'
import reach from './en/reach.json'
import search from './en/search.json'
import settings from './en/settings.json'
import statuses from './en/statuses.json'
import tasks from './en/tasks.json'
import timeline from './en/timeline.json'

/** English, one namespace per subject: a new file is one line here, and `t` knows its keys. */
export const english = {
  access,
  accounts,
  auth,
  board,
  chat,
  common,
  contracts,
  errors,
  feed,
  files,
  giving,
  home,
  notes,
  outbox,
  profile,
  projects,
  reach,
  search,
  settings,
  statuses,
  tasks,
  timeline,
}
