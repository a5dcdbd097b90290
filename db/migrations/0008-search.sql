-- Words for the search across everything [F6]: as they are typed, in any script, without their accents and vowel signs, and cut at every
-- sign that is no letter, so that a part of an address or of a reference is found too. `server/search/words.ts` cuts what is looked for alike.
create function words_of(said text) returns tsvector language sql immutable strict parallel safe
return to_tsvector('simple'::regconfig, regexp_replace(
  regexp_replace(normalize(lower(said), nfkd), '[\u0300-\u036f\u0640\u064b-\u065f\u0670]', '', 'g'), '[!-/:-@[-`{-~]+', ' ', 'g'));

create index tasks_words on tasks using gin (words_of(ref || ' ' || title));
create index projects_words on projects using gin (words_of(name));
create index contracts_words on contracts using gin (words_of(ref || ' ' || title));
create index accounts_words on accounts using gin (words_of(name || ' ' || coalesce(email, '')));
create index contacts_words on contacts using gin (words_of(name || ' ' || coalesce(email, '')));
create index users_words on users using gin (words_of(name));
