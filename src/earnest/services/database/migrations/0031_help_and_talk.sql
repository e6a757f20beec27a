-- The hard word (CH1-CH3) and a place to talk without clips (CH5).

create table deidentified.questions (
    question_id      uuid primary key,
    clip_id          uuid not null,
    asked_by         uuid not null references staff.members on delete cascade,
    at_sample        bigint not null check (at_sample >= 0),
    asked_at         timestamptz not null,
    ends_at          timestamptz not null check (ends_at <= asked_at + interval '24 hours'),
    answered_by      uuid references staff.members on delete set null,
    sealed_answer    bytea check (length(sealed_answer) <= 400),
    answered_at      timestamptz,
    check ((sealed_answer is null) = (answered_at is null))
);
create index on deidentified.questions (clip_id);
create index on deidentified.questions (asked_by);
create index on deidentified.questions (answered_by);
comment on table deidentified.questions is 'Words that a reviewer could not understand (CH1); gone after a day, or with the clip';
comment on column deidentified.questions.question_id is 'random identifier';
comment on column deidentified.questions.clip_id is 'the clip; who answers is not told which';
comment on column deidentified.questions.asked_by is 'the reviewer who asks';
comment on column deidentified.questions.at_sample is 'where the word is in the disguised sound; at most two seconds round it are heard';
comment on column deidentified.questions.asked_at is 'when';
comment on column deidentified.questions.ends_at is 'when the question is removed';
comment on column deidentified.questions.answered_by is 'the reviewer who answered';
comment on column deidentified.questions.sealed_answer is 'one word, sealed with the clip''s key';
comment on column deidentified.questions.answered_at is 'when; null: open';

create table deidentified.question_tickets (
    ticket_hash bytea primary key,
    question_id uuid not null references deidentified.questions on delete cascade,
    staff_id    uuid not null references staff.members on delete cascade,
    ends_at     timestamptz not null
);
create index on deidentified.question_tickets (question_id);
create index on deidentified.question_tickets (staff_id);
comment on table deidentified.question_tickets is 'Addresses under which two seconds of a question leave once, within a minute (AU8)';
comment on column deidentified.question_tickets.ticket_hash is 'SHA-256 of the address''s secret';
comment on column deidentified.question_tickets.question_id is 'the question whose sound may leave';
comment on column deidentified.question_tickets.staff_id is 'the reviewer who may fetch it';
comment on column deidentified.question_tickets.ends_at is 'when it stops being good';

create table deidentified.talk_messages (
    message_id  uuid primary key,
    written_by  uuid not null references staff.members on delete cascade,
    words       text not null check (length(words) between 1 and 280),
    written_at  timestamptz not null,
    ends_at     timestamptz not null check (ends_at <= written_at + interval '30 days'),
    reported_by uuid references staff.members on delete set null,
    reported_at timestamptz
);
create index on deidentified.talk_messages (written_by);
create index on deidentified.talk_messages (reported_by);
create index on deidentified.talk_messages (ends_at);
comment on table deidentified.talk_messages is 'Short messages between reviewers (CH5); nothing here can name a clip, and each ends after thirty days';
comment on column deidentified.talk_messages.message_id is 'random identifier';
comment on column deidentified.talk_messages.written_by is 'the reviewer who wrote it; shown to the others and to the moderator';
comment on column deidentified.talk_messages.words is 'what was written; links, identifiers and long runs of digits or letters are refused';
comment on column deidentified.talk_messages.written_at is 'when';
comment on column deidentified.talk_messages.ends_at is 'when it is removed';
comment on column deidentified.talk_messages.reported_by is 'the reviewer who reported it to the moderator';
comment on column deidentified.talk_messages.reported_at is 'when; null: not reported';
