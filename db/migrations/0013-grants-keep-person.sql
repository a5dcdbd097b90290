-- A grant is one person's for good: who takes part in its name is known by their own id too [A5] [B7].
create function grants_keep_person() returns trigger language plpgsql as $$
begin
  raise exception 'a grant is one person''s for good' using errcode = 'PG009';
end $$;
create trigger grants_keep_person before update of user_id on grants for each row when (new.user_id <> old.user_id) execute function grants_keep_person();
