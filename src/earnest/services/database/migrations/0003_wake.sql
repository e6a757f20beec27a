-- Accidental recordings (S6, RT5): how often a household's devices woke up wrongly, the public counts of it, and verdicts on their
-- way back to the wake detector.

create table personal.wake_counts (
    customer_id uuid not null references personal.customers on delete cascade,
    device_id   uuid not null,
    day         date not null,
    kind        text not null check (kind in ('stopped', 'doubtful', 'not_said')),
    count       integer not null check (count > 0),
    primary key (customer_id, day, device_id, kind)
);
comment on table personal.wake_counts is 'How often a device woke up by accident: counts only, no sound and no words (RT5); kept 180 days';
comment on column personal.wake_counts.customer_id is 'whose device';
comment on column personal.wake_counts.device_id is 'which device';
comment on column personal.wake_counts.day is 'day (UTC); never the hour';
comment on column personal.wake_counts.kind is 'stopped: dropped at once; doubtful: answered and not kept; not_said: a listener said so, erased then';
comment on column personal.wake_counts.count is 'how often';

create table personal.wake_links (
    example_id   uuid primary key,
    customer_id  uuid not null references personal.customers on delete cascade,
    recording_id uuid not null,
    delete_after timestamptz not null
);
create index on personal.wake_links (customer_id);
comment on table personal.wake_links is 'Which wake example came from whom, so that a no to learning takes it back; cut at its end date (PS5)';
comment on column personal.wake_links.example_id is 'the example beyond the handover';
comment on column personal.wake_links.customer_id is 'who spoke';
comment on column personal.wake_links.recording_id is 'the recording it was made from; it may be erased already';
comment on column personal.wake_links.delete_after is 'latest moment at which example and link are removed';

alter table personal.clip_links add column wake_taken boolean not null default false;
comment on column personal.clip_links.wake_taken is 'whether the verdict on the wake word was taken back to this side';

create table handover.wake_examples (
    example_id   uuid primary key,
    measurements double precision[] not null check (cardinality(measurements) = 11),
    addressed    boolean not null,
    delete_after date not null
);
comment on table handover.wake_examples is 'What the wake detector learns from: eleven coarse numbers and a verdict; neither sound, words, clip nor person';
comment on column handover.wake_examples.example_id is 'random identifier, unrelated to clip and recording';
comment on column handover.wake_examples.measurements is 'evidence as in speech/hearing/wake_word/evidence.py: -2 to 2 in hundredths; no speech can be made of it';
comment on column handover.wake_examples.addressed is 'a person said: the wake word was said, to the device';
comment on column handover.wake_examples.delete_after is 'day of deletion at the latest';

create table handover.wake_figures (
    region   text not null,
    period   date not null,
    stopped  bigint not null default 0,
    not_said bigint not null default 0,
    primary key (region, period)
);
comment on table handover.wake_figures is 'Public counts of accidental recordings per region and month; nothing of any single one; kept without end';
comment on column handover.wake_figures.region is 'country';
comment on column handover.wake_figures.period is 'first day of the month (UTC)';
comment on column handover.wake_figures.stopped is 'dropped before anything was recognised';
comment on column handover.wake_figures.not_said is 'a listener said that the wake word was not said; erased then';

grant select, insert, update on personal.wake_counts to earnest_device_gateway, earnest_personal_worker;
grant delete on personal.wake_counts to earnest_personal_worker;
grant select on personal.wake_counts to earnest_customer_portal;
grant select, insert, delete on personal.wake_links to earnest_personal_worker;
grant select, delete on personal.wake_links to earnest_customer_portal;
grant update (wake_taken) on personal.clip_links to earnest_personal_worker;
grant select on handover.withdrawals to earnest_personal_worker;
grant insert, delete on handover.wake_examples to earnest_personal_worker;
grant select (example_id, delete_after) on handover.wake_examples to earnest_personal_worker;
grant delete on handover.wake_examples to earnest_customer_portal;
grant select (example_id) on handover.wake_examples to earnest_customer_portal;
grant select on handover.wake_examples to earnest_corpus_worker;
grant select, insert, update on handover.wake_figures to earnest_device_gateway, earnest_personal_worker;
grant select on handover.wake_figures to earnest_administration;
