-- Who was invited and has not come yet stands among those who have access [A8], with what became of the mail.
create index invitations_waiting on invitations (invited_at, id) where used_at is null and withdrawn_at is null;
create index outbox_mails_about on outbox_mails (about, created_at desc);
