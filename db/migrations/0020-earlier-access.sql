-- What was removed of the access to an account is told on its page from the log.
create index audit_entries_removed on audit_entries ((old->>'accountId'), id desc) where what = 'grant_removed';
