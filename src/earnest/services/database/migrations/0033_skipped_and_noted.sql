-- A clip is skipped for later, and a reviewer writes a note about it to the lead.

alter table deidentified.leases drop constraint leases_outcome_check;
alter table deidentified.leases add constraint leases_outcome_check check (outcome in (
    'labelled', 'rejected', 'expired', 'withdrawn', 'returned', 'ejected', 'taken_back', 'set_aside', 'escalated',
    'skipped'
));

create table deidentified.notes (
    note_id    uuid primary key,
    clip_id    uuid not null,
    staff_id   uuid not null references staff.members on delete cascade,
    sealed     bytea not null,
    written_at timestamptz not null,
    read_at    timestamptz
);
create index on deidentified.notes (clip_id);
comment on table deidentified.notes is 'What a reviewer wrote to the lead about a clip; gone when the clip is withdrawn';
comment on column deidentified.notes.note_id is 'random identifier';
comment on column deidentified.notes.clip_id is 'the clip';
comment on column deidentified.notes.staff_id is 'who wrote it';
comment on column deidentified.notes.sealed is 'the text, sealed with the clip''s key';
comment on column deidentified.notes.written_at is 'when it was written';
comment on column deidentified.notes.read_at is 'when a lead was done with it; null until then';
