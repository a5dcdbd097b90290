-- Where an entry outside conversations stands, beside whom it mentions: every page counts what somebody was mentioned in and has not read, and who
-- was mentioned thousands of times would look up every one of those entries. Null in conversations, which count their own.
alter table mentions add column stream text, add column seq bigint;
update mentions n set stream = e.stream, seq = e.seq from feed_entries e where e.id = n.entry_id and e.stream not like 'conversation:%';
create index mentions_outside on mentions (user_id, stream, seq, entry_id) where stream is not null;

create function mentioned_outside() returns trigger language plpgsql as $$
begin
  select e.stream, e.seq into new.stream, new.seq from feed_entries e where e.id = new.entry_id and e.stream not like 'conversation:%';
  return new;
end $$;
create trigger mentioned_outside before insert on mentions for each row when (new.stream is null) execute function mentioned_outside();
