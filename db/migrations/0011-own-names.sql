-- A viewer is remembered for a minute and brings the person's name, language and zone along: changing them moves the version, as a rule does.
create trigger gate_shown before update of name, locale, time_zone on users for each statement execute function require_gate();
