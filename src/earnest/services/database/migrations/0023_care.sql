-- How long a reviewer has listened and what was hard to bear (DC3, WK2), by the server's clock, so that neither a new page nor
-- a restart begins anew.

create table deidentified.listening (
    staff_id             uuid primary key references staff.members on delete cascade,
    shift_began_at       timestamptz not null,
    last_heard_at        timestamptz not null,
    shift_milliseconds   bigint not null check (shift_milliseconds >= 0),
    stretch_milliseconds bigint not null check (stretch_milliseconds >= 0),
    pause_until          timestamptz
);
comment on table deidentified.listening is 'Where a reviewer is in a shift: decides when a break is due; replaced by the next shift';
comment on column deidentified.listening.staff_id is 'the reviewer';
comment on column deidentified.listening.shift_began_at is 'first listening after eight hours without';
comment on column deidentified.listening.last_heard_at is 'when sound was last reported as playing';
comment on column deidentified.listening.shift_milliseconds is 'listening in this shift, by the server''s clock';
comment on column deidentified.listening.stretch_milliseconds is 'listening since the last break';
comment on column deidentified.listening.pause_until is 'end of the pause after an event that is hard to bear; null: there was none';

create table deidentified.exposure (
    staff_id           uuid not null references staff.members on delete cascade,
    day                date not null,
    heard_milliseconds bigint not null check (heard_milliseconds >= 0),
    primary key (staff_id, day)
);
comment on table deidentified.exposure is 'How long a reviewer listened on a day (DC3); kept 400 days';
comment on column deidentified.exposure.staff_id is 'the reviewer';
comment on column deidentified.exposure.day is 'day (UTC)';
comment on column deidentified.exposure.heard_milliseconds is 'listening on that day, by the server''s clock';

create table deidentified.distressing_clips (
    lease_id uuid primary key,
    staff_id uuid not null references staff.members on delete cascade,
    how      text not null check (how in ('known', 'ejected', 'rejected', 'escalated')),
    met_at   timestamptz not null
);
create index on deidentified.distressing_clips (staff_id, met_at);
comment on table deidentified.distressing_clips is 'Clips that were hard to bear and that a reviewer met (DC3), each once; kept 400 days';
comment on column deidentified.distressing_clips.lease_id is 'the lease in which it was met; what the clip was is not told';
comment on column deidentified.distressing_clips.staff_id is 'the reviewer';
comment on column deidentified.distressing_clips.how is 'known: it was marked before and its sound left; else what this reviewer did';
comment on column deidentified.distressing_clips.met_at is 'when';
