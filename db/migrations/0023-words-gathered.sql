-- A comment is found by each of its words, and each was put at its place while the comment was written: a long one took three times as long to store.
-- Now they are gathered, and put at their places some dozens of comments at a time; a search reads the few that are gathered as they are. kB.
alter index comments_on_tasks_words set (fastupdate = on, gin_pending_list_limit = 64);
alter index comments_elsewhere_words set (fastupdate = on, gin_pending_list_limit = 64);
alter index messages_words set (fastupdate = on, gin_pending_list_limit = 64);
