-- Two accounts can be one person: a clip is reviewed twice by different people, not by different accounts (RV2).

alter table staff.members add column person_reference text check (length(person_reference) between 1 and 100);
create index on staff.members (person_reference);
comment on column staff.members.person_reference is 'what the employer calls the person, lower case; accounts with the same one are one person; null: not known';
