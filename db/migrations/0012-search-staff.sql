-- The host's own people by name and address [A20] [F6], among all who have a login: without it a search asks each of them.
create index users_staff_words on users using gin (words_of(name || ' ' || coalesce(email, '')))
  with (fastupdate = off) where kind = 'staff';

-- What was written since an index was last swept is read whole by every search, up to 4 MB of it, and one who writes waits until it is
-- sorted in. Written there at once it costs nothing that anybody would notice.
alter index tasks_words set (fastupdate = off);
alter index projects_words set (fastupdate = off);
alter index contracts_words set (fastupdate = off);
alter index accounts_words set (fastupdate = off);
alter index contacts_words set (fastupdate = off);
alter index users_words set (fastupdate = off);
select gin_clean_pending_list(format('%I_words', name)::regclass)
from unnest(array['tasks', 'projects', 'contracts', 'accounts', 'contacts', 'users']) name;
