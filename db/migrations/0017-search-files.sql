-- Files by their names [F6]. What was removed is in none of these, so nothing that a search reads holds it.
create index attachments_words on attachments using gin (words_of(name)) with (fastupdate = off) where removed_at is null;
-- The newest, among which a word that very many hold is looked for first.
create index attachments_newest on attachments (uploaded_at desc, id) where removed_at is null;
-- Those that all of the host's people see: on contracts, projects and notes.
create index attachments_elsewhere on attachments (uploaded_at desc, id)
  where removed_at is null and task_id is null and conversation_id is null;
