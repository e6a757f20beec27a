-- A lead answers a note; who wrote it reads the answer.

alter table deidentified.notes add column sealed_answer bytea;
comment on column deidentified.notes.sealed_answer is 'what the lead answered, sealed with the clip''s key; null: closed without an answer, or open';
create index on deidentified.notes (staff_id, written_at);
