-- Admins may write in conversations that they are not in by grants or projects; whoever does takes part from then on (docs/decisions/0032). What is
-- here counts for admins only: it never opens anything to anybody, it says that news reaches them.
create table conversation_joined (
  conversation_id uuid not null references conversations on delete cascade,
  user_id uuid not null references users on delete cascade,
  joined_at timestamptz not null default now(),
  primary key (user_id, conversation_id)
);
create index conversation_joined_of on conversation_joined (conversation_id);
create trigger gate_delete before delete on conversation_joined for each statement execute function require_gate();
create trigger gate_update before update on conversation_joined for each statement execute function require_gate();

-- With the words that make somebody one of those who take part; whoever has the page open is told right behind (`conversation:joined`).
create function joined_by_writing() returns trigger language plpgsql as $$
declare
  talk uuid := split_part(new.stream, ':', 2)::uuid;
begin
  if not exists (select from users u where u.id = new.author_id and u.staff_role <> 'member') then return new; end if;
  insert into conversation_joined (conversation_id, user_id)
  select v.id, new.author_id from conversations v where v.id = talk and (
    (v.kind = 'account' and not exists (select from grants g
      where g.account_id = v.account_id and g.answers_id = new.author_id and g.kind <> 'collaborator'))
    or (v.kind = 'project' and not exists (select from projects p where p.id = v.project_id and p.manager_id = new.author_id)
      and not exists (select from project_staff ps where ps.project_id = v.project_id and ps.user_id = new.author_id)))
  on conflict do nothing;
  if found then perform graphile_worker.add_job('conversation:joined', json_build_object('conversationId', talk, 'userId', new.author_id)); end if;
  return new;
end $$;
create trigger joined_by_writing after insert on feed_entries for each row
  when (new.stream like 'conversation:%' and new.author_grant_id is null and new.body is not null) execute function joined_by_writing();

-- Who wrote before this was kept.
insert into conversation_joined (conversation_id, user_id, joined_at)
select v.id, e.author_id, min(e.at) from conversations v
join feed_entries e on e.stream = 'conversation:' || v.id and e.author_grant_id is null and e.body is not null
join users u on u.id = e.author_id and u.staff_role <> 'member'
where (v.kind = 'account' and not exists (select from grants g
    where g.account_id = v.account_id and g.answers_id = e.author_id and g.kind <> 'collaborator'))
  or (v.kind = 'project' and not exists (select from projects p where p.id = v.project_id and p.manager_id = e.author_id)
    and not exists (select from project_staff ps where ps.project_id = v.project_id and ps.user_id = e.author_id))
group by v.id, e.author_id;
