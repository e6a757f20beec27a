-- list_uses --
-- Leases since a moment under which sound left.
select lease_id, clip_id, staff_id, leased_at, ended_at, outcome, sound_left_at, sound_requests, played_milliseconds
from deidentified.leases
where sound_left_at >= %(since)s
order by leased_at;

-- insert_alert --
-- Tell a lead of a pattern; one that was told of within a day is not told again.
insert into deidentified.alerts (alert_id, pattern, staff_id, occasions, began_at, ended_at, noticed_at)
select %(alert_id)s, %(pattern)s, %(staff_id)s, %(occasions)s, %(began_at)s, %(ended_at)s, %(noticed_at)s
where not exists (
    select 1 from deidentified.alerts
    where staff_id = %(staff_id)s and pattern = %(pattern)s and alerts.ended_at > %(since)s
);

-- list_alerts --
-- Alerts, those without a decision first, the newest first.
select alert_id, pattern, staff_id, occasions, began_at, ended_at, noticed_at, decision
from deidentified.alerts
order by decision is not null, noticed_at desc
limit %(most)s;

-- decide_alert --
-- Keep what a lead decided, once.
update deidentified.alerts set decision = %(decision)s, decided_at = %(now)s
where alert_id = %(identifier)s and decision is null;

-- reopen_alert --
-- Take back what a lead decided.
update deidentified.alerts set decision = null, decided_at = null
where alert_id = %(identifier)s and decision is not null;

-- insert_report --
-- Keep a report of abuse.
insert into deidentified.abuse_reports (report_id, reported_by, category, reported_at)
values (%(report_id)s, %(reported_by)s, %(category)s, %(now)s);

-- list_reports --
-- Reports without who wrote them, those without a decision first.
select report_id, category, reported_at, decision
from deidentified.abuse_reports
order by decision is not null, reported_at desc
limit %(most)s;

-- decide_report --
-- Keep what was decided about a report, once.
update deidentified.abuse_reports set decision = %(decision)s, decided_at = %(now)s
where report_id = %(identifier)s and decision is null;

-- reopen_report --
-- Take back what was decided about a report.
update deidentified.abuse_reports set decision = null, decided_at = null
where report_id = %(identifier)s and decision is not null;

-- forget_alerts --
-- Alerts that are past their time.
delete from deidentified.alerts where noticed_at <= %(before)s;

-- forget_reports --
-- Reports that are past their time.
delete from deidentified.abuse_reports where reported_at <= %(before)s;

-- insert_truth --
-- Keep what is known of a planted clip.
insert into deidentified.planted_clips (clip_id, sealed_truth, licence, source, planted_at)
values (%(clip_id)s, %(sealed_truth)s, %(licence)s, %(source)s, %(now)s);

-- list_planted_reviews --
-- Reviews of planted clips that stand, the newest first.
select leases.clip_id, leases.staff_id, leases.label_id, planted_clips.sealed_truth, leases.keystrokes
from deidentified.planted_clips join deidentified.leases using (clip_id)
where leases.label_id is not null and leases.outcome in ('labelled', 'rejected')
order by leases.ended_at desc
limit %(most)s;

-- list_planted_uses --
-- Leases of planted clips since a moment.
select clip_id, staff_id, leased_at from deidentified.leases join deidentified.planted_clips using (clip_id)
where leased_at >= %(since)s;

-- list_writers --
-- Who wrote some labels, and when.
select label_id, staff_id, ended_at from deidentified.leases where label_id = any(%(label_ids)s);

-- count_open --
-- What waits for a lead: alerts, reports, notes, attempts at a test.
select (select count(*) from deidentified.alerts where decision is null),
    (select count(*) from deidentified.abuse_reports where decision is null),
    (select count(*) from deidentified.notes where read_at is null),
    (select count(*) from deidentified.qualification_attempts where outcome = 'waiting');
