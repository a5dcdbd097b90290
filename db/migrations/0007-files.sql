-- Uploads that go on where they stopped (docs/decisions/0021), and files that come with a comment.

-- One row for each file on its way. Its bytes lie in files/partial/<id>; how many there are is the size of that file.
create table uploads (
  id uuid primary key,
  -- Whose it is: this session's, in this grant. It goes with either.
  session_id text not null references sessions on delete cascade,
  user_id uuid not null references users on delete cascade,
  grant_id uuid references grants on delete cascade,
  target jsonb not null, -- {"to": {"kind", "id"}} or {"replace": attachment}
  sent_id uuid, -- the comment that it comes with
  name text not null check (length(name) between 1 and 1000),
  declared text not null check (length(declared) <= 200), -- the media type that the sender declared
  size bigint not null check (size > 0),
  begun_at timestamptz not null default clock_timestamp(),
  attachment_id uuid references attachments on delete cascade -- what became of it, once it is stored
);
create index uploads_session on uploads (session_id);
create index uploads_user on uploads (user_id, begun_at);
create index uploads_begun on uploads (begun_at);
create index uploads_attachment on uploads (attachment_id) where attachment_id is not null;
create index uploads_grant on uploads (grant_id) where grant_id is not null;

-- The comment that a file came with, by its sender's own id of it, and who that is; the file is shown there. Nobody finds a file through it.
alter table attachments
  add column sent_id uuid,
  add column sent_by uuid references users,
  add constraint attachments_came_with check ((sent_id is null) = (sent_by is null));
