-- The text of a refused name is destroyed: it may be a name of a person, and nothing else removed it (decision 0046).

update deidentified.catalogue_names
set intent = '#' || encode(sha256(convert_to(name_id::text || chr(31) || language || chr(31) || intent || chr(31) || slot, 'UTF8')), 'hex'),
    slot = ''
where state = 'refused';
alter table deidentified.catalogue_names add check (state <> 'refused' or (intent like '#%' and slot = ''));
comment on column deidentified.catalogue_names.intent is 'name of the intent; of a refused name a number sign and the SHA-256 of identifier, language, intent and slot, by which the same name is refused again';
comment on column deidentified.catalogue_names.slot is 'name of a slot of it; empty: the intent itself, or a refused name';
