-- Abuse of the workbench is noticed, told to the lead, and decided by a person; nothing is punished by a machine (S27, AD6, CH4).

alter table deidentified.leases add column sound_requests integer not null default 0 check (sound_requests >= 0);
comment on column deidentified.leases.sound_requests is 'how often the sound left under this lease: once unless the page was loaded anew';

create table deidentified.alerts (
    alert_id   uuid primary key,
    pattern    text not null check (pattern in ('openings_without_labels', 'replays', 'odd_hours', 'long_dwell', 'honey_clip')),
    staff_id   uuid not null references staff.members on delete cascade,
    occasions  integer not null check (occasions >= 1),
    began_at   timestamptz not null,
    ended_at   timestamptz not null,
    noticed_at timestamptz not null,
    decision   text check (decision in ('explained', 'talked', 'passed_on', 'mistaken')),
    decided_at timestamptz,
    check ((decision is null) = (decided_at is null))
);
create index on deidentified.alerts (staff_id, pattern, ended_at);
comment on table deidentified.alerts is 'Patterns of use that a lead looks at; a person decides, nothing else follows; gone 400 days after they were noticed';
comment on column deidentified.alerts.alert_id is 'random identifier';
comment on column deidentified.alerts.pattern is 'what was noticed';
comment on column deidentified.alerts.staff_id is 'whose use it is';
comment on column deidentified.alerts.occasions is 'how many leases make the pattern';
comment on column deidentified.alerts.began_at is 'when the first of them was given';
comment on column deidentified.alerts.ended_at is 'when the last of them happened; noticed_at - ended_at is the delay';
comment on column deidentified.alerts.noticed_at is 'when it was noticed';
comment on column deidentified.alerts.decision is 'what a lead decided, as a code; null: not yet';
comment on column deidentified.alerts.decided_at is 'when that was decided';

create table deidentified.abuse_reports (
    report_id   uuid primary key,
    reported_by uuid not null references staff.members on delete cascade,
    category    text not null check (category in ('shared_clips', 'recorded_clips', 'mocked_speakers', 'looked_for_person', 'pressure', 'other')),
    reported_at timestamptz not null,
    decision    text check (decision in ('explained', 'talked', 'passed_on', 'mistaken')),
    decided_at  timestamptz,
    check ((decision is null) = (decided_at is null))
);
comment on table deidentified.abuse_reports is 'What staff report as abuse (CH4), by category and without words, so that nothing of a clip can be in it; gone after 400 days';
comment on column deidentified.abuse_reports.report_id is 'random identifier';
comment on column deidentified.abuse_reports.reported_by is 'who reports; not shown to the lead';
comment on column deidentified.abuse_reports.category is 'what is reported';
comment on column deidentified.abuse_reports.reported_at is 'when';
comment on column deidentified.abuse_reports.decision is 'what was decided, as a code; null: not yet';
comment on column deidentified.abuse_reports.decided_at is 'when';
