-- A word in “these” or «these» signs, behind a dash, an apostrophe or a picture is found as any other: words were cut at the signs of ASCII alone,
-- which titles have most of the time and what people write has not. What was cut otherwise is cut anew.
create or replace function words_of(said text) returns tsvector language plpgsql immutable strict parallel safe cost 2000 as $$
begin
  return to_tsvector('simple'::regconfig, regexp_replace(
    regexp_replace(normalize(lower(said), nfkd), '[\u0300-\u036f\u0640\u064b-\u065f\u0670]', '', 'g'),
    '[!-/:-@[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u05be\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ufe00-\ufe0f\U0001f000-\U0001faff]+',
    ' ', 'g'));
end $$;
reindex index tasks_words;
reindex index projects_words;
reindex index contracts_words;
reindex index accounts_words;
reindex index contacts_words;
reindex index users_words;
reindex index users_staff_words;
reindex index attachments_words;

-- Comments by their words [F6], without the ids of whom they mention; `server/search/few.ts` asks them alike. What was taken back is in neither.
-- Those on tasks, which few may read, have an index to themselves: all others are open to everyone on the host's side.
create index comments_on_tasks_words on feed_entries using gin (words_of(regexp_replace(body, '@[[][0-9a-fA-F-]{36}[]]', ' ', 'g')))
  with (fastupdate = off) where stream like 'task:%' and body is not null and deleted_at is null;
create index comments_elsewhere_words on feed_entries using gin (words_of(regexp_replace(body, '@[[][0-9a-fA-F-]{36}[]]', ' ', 'g')))
  with (fastupdate = off)
  where stream not like 'task:%' and stream not like 'conversation:%' and body is not null and deleted_at is null;
-- Messages are found by the same words: whatever the accents [C2].
drop index feed_entries_words;
create index messages_words on feed_entries using gin (words_of(regexp_replace(body, '@[[][0-9a-fA-F-]{36}[]]', ' ', 'g')))
  with (fastupdate = off) where stream like 'conversation:%' and body is not null and deleted_at is null;
