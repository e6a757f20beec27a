-- insert_clip --
-- Place a clip; a repeated job writes nothing.
insert into handover.clips (
    clip_id, region, language, programme, period, day_part, wake_word, sealed_words, sealed_answer, confidence, domain, selection_reason,
    selection_probability, disguise_profile, sample_count, object_key, wrapped_key, placed_on, delete_after, agreed, warnings, reviews_wanted, area, household
) values (
    %(clip_id)s, %(region)s, %(language)s, %(programme)s, %(period)s, %(day_part)s, %(wake_word)s, %(sealed_words)s,
    %(sealed_answer)s, %(confidence)s, %(domain)s, %(selection_reason)s, %(selection_probability)s, %(disguise_profile)s, %(sample_count)s,
    %(object_key)s, %(wrapped_key)s, %(placed_on)s, %(delete_after)s, %(agreed)s, %(warnings)s, %(reviews_wanted)s, %(area)s, %(household)s
) on conflict (clip_id) do nothing;

-- plant_clip --
-- Place a planted clip: of no customer and no month.
insert into handover.clips (
    clip_id, region, language, programme, period, day_part, wake_word, sealed_words, sealed_answer, confidence, domain, selection_reason,
    selection_probability, disguise_profile, sample_count, object_key, wrapped_key, placed_on, delete_after, agreed, warnings, reviews_wanted, planted
) values (
    %(clip_id)s, %(region)s, %(language)s, 'planted', null, %(day_part)s, %(wake_word)s, %(sealed_words)s, %(sealed_answer)s,
    %(confidence)s, %(domain)s, 'planted', 1, %(disguise_profile)s, %(sample_count)s, %(object_key)s, %(wrapped_key)s, %(placed_on)s,
    %(delete_after)s, %(agreed)s, %(warnings)s, 30000, %(planted)s
);

-- load_clip --
-- Read a clip and whether it was withdrawn, or is kept and not used.
select clip_id, region, language, programme, period, day_part, wake_word, words, sealed_words, sealed_answer, confidence, domain, selection_reason,
    selection_probability, disguise_profile, sample_count, object_key, wrapped_key, placed_on, delete_after, agreed, warnings,
    exists (select 1 from handover.withdrawals where withdrawals.clip_id = clips.clip_id)
        or exists (select 1 from handover.frozen_clips where frozen_clips.clip_id = clips.clip_id) as withdrawn
from handover.clips
where clip_id = %(clip_id)s;

-- find_sample_count --
-- How long a clip is.
select sample_count from handover.clips where clip_id = %(clip_id)s;

-- find_honey --
-- Which of these clips are planted and never given.
select clip_id from handover.clips where clip_id = any(%(clip_ids)s) and planted = 'honey';

-- find_warned --
-- Before which of these clips a warning stands.
select clip_id from handover.clips where clip_id = any(%(clip_ids)s) and warnings <> '{}';

-- find_sample_counts --
-- How long some clips are.
select clip_id, sample_count from handover.clips where clip_id = any(%(clip_ids)s);

-- find_languages --
-- In which language some clips are.
select clip_id, language from handover.clips where clip_id = any(%(clip_ids)s);

-- destroy_clip --
-- Destroy the key of a clip and empty its words; nothing can open the sound afterwards.
update handover.clips
set wrapped_key = null, sealed_words = null, sealed_answer = null, words = null
where clip_id = %(clip_id)s
returning object_key;

-- list_object_keys --
-- Which of these objects belong to a clip.
select object_key from handover.clips where object_key = any(%(object_keys)s);

-- list_leftovers --
-- Withdrawn clips of which a label, a key or words are left although the receipts are there.
select withdrawals.clip_id
from handover.withdrawals
where clip_id in (
    select labels.clip_id from handover.labels
    union all
    select clips.clip_id from handover.clips
    where clips.wrapped_key is not null or clips.sealed_words is not null or clips.sealed_answer is not null or clips.words is not null
)
limit %(most)s;

-- list_expired --
-- Clips past their end date that were not withdrawn yet (RT1).
select clip_id from handover.clips
where delete_after <= %(now)s
  and not exists (select 1 from handover.withdrawals where withdrawals.clip_id = clips.clip_id)
order by delete_after
limit %(most)s;

-- delete_emptied_clips --
-- Remove the emptied rows of erased clips once their end date has passed.
delete from handover.clips
where delete_after <= %(now)s and wrapped_key is null
  and (select count(*) from handover.withdrawal_receipts as receipts where receipts.clip_id = clips.clip_id) >= %(stores)s;

-- list_plain --
-- Clips of which words or label stand there unsealed, from before there were seals.
select clip_id from handover.clips
where clips.words is not null
   or exists (select 1 from handover.labels where labels.clip_id = clips.clip_id and labels.sealed_content is null);

-- seal_words --
-- Put sealed words in the place of plain ones.
update handover.clips set sealed_words = %(sealed_words)s, words = null where clip_id = %(clip_id)s;

-- seal_clip_key --
-- Put the sealed key in the place of the one that was only wrapped.
update handover.clips set wrapped_key = %(wrapped_key)s where clip_id = %(clip_id)s;

-- list_offered --
-- Clips that wait for a review, or instead for an adjudication because the last review differs, the oldest first. A clip that was
-- given to a reviewer before has a receipt of it and is counted; the cap is looked at here and enforced in raise_handed_out (SP1).
-- What is stopped is read once, not for each clip, and stands in a case, of which the planner expects that half the clips pass: by
-- the conditions themselves it would expect none where all clips are of one region, and sort all that wait. `among` is null for all
-- clips, which the index of waiting clips finds, or names a few, which the primary key finds: the statement is never prepared, so
-- that each is planned for what was asked.
select clips.clip_id
from handover.clips
left join handover.allowances using (region, programme, period)
where clips.waits_for = %(purpose)s
  and (%(among)s::uuid[] is null or clips.clip_id = any(%(among)s::uuid[]))
  and clips.delete_after > %(now)s
  and not exists (select 1 from handover.frozen_clips where frozen_clips.clip_id = clips.clip_id)
  and not exists (select 1 from handover.clips_without_sound where clips_without_sound.clip_id = clips.clip_id)
  and clips.clip_id <> all(%(without)s)
  and (%(regions)s::text[] is null or clips.region = any(%(regions)s::text[]))
  and (%(languages)s::text[] is null or clips.language = any(%(languages)s::text[]))
  and clips.language <> all(%(closed)s::text[])
  and (%(area)s::text is null or clips.planted is not null
       or not (starts_with(clips.area, %(area)s::text) or starts_with(%(area)s::text, clips.area)))
  and (%(distressing)s or clips.warnings = '{}')
  and (clips.household is null or clips.household <> all(%(households)s::uuid[]) or clips.clip_id = any(%(given)s::uuid[]))
  and case when not exists (select from handover.live_stops()) then true else
      not exists (
          select from handover.live_stops() as stop
          where stop.scope = 'everything' or (stop.scope, stop.value) in (('purpose', 'human_review'), ('vendor', %(vendor)s::text)))
      and clips.region <> all(array(select value from handover.live_stops() where scope = 'region'))
      and clips.language <> all(array(select value from handover.live_stops() where scope = 'language'))
      and clips.programme <> all(array(select value from handover.live_stops() where scope = 'programme'))
      and (clips.selection_reason <> 'campaign'
           or not exists (select from handover.live_stops() where scope = 'programme' and value = 'campaign')) end
  and (clips.planted is not null or allowances.handed_out < allowances.chosen
       or exists (select 1 from handover.receipts where receipts.clip_id = clips.clip_id and receipts.kind = 'leased'))
order by clips.placed_on, clips.clip_id
limit %(most)s;

-- list_within_route --
-- Which of these clips may be heard on a route: region, area and language as when clips are given.
select clip_id from handover.clips
where clip_id = any(%(among)s)
  and (%(regions)s::text[] is null or region = any(%(regions)s::text[]))
  and (%(area)s::text is null or planted is not null or not (starts_with(area, %(area)s::text) or starts_with(%(area)s::text, area)))
  and (%(languages)s::text[] is null or language = any(%(languages)s::text[]))
  and (%(distressing)s or warnings = '{}')
  and not exists (
      select from handover.live_stops() as stop
      where stop.scope = 'everything' or stop.value = case stop.scope
          when 'purpose' then 'human_review' when 'region' then clips.region when 'language' then clips.language
          when 'vendor' then %(vendor)s::text
          when 'programme' then case stop.value when 'campaign' then clips.selection_reason else clips.programme end end);

-- count_utterance --
-- Count an utterance and hold the row of its region, programme and month until the transaction ends.
select utterances, chosen
from set_config('earnest.language', %(language)s, true), handover.count_utterance(%(region)s, %(programme)s, %(period)s);

-- find_share --
-- Share of a programme in force in a region.
select handover.region_share(%(programme)s, %(region)s);

-- set_allowance --
-- Write how many may be chosen now, at most the cap's share, and count one that was.
select handover.set_allowance(%(region)s, %(programme)s, %(period)s, %(allowed)s, %(chosen)s);

-- raise_handed_out --
-- Count a clip as heard, within what the gate chose and the cap allows; false where the allowance is used up.
select handover.raise_handed_out(%(lease_id)s);

-- find_allowance --
-- Public figures of a region, programme and month.
select utterances, chosen, handed_out from handover.allowances
where region = %(region)s and programme = %(programme)s and period = %(period)s;

-- is_active_country --
-- Whether clips of a country may be chosen (DC5).
select handover.is_active_country(%(region)s);

-- forget_declared_countries --
-- Countries that the owner declared at an earlier start.
delete from handover.declared_countries;

-- declare_country --
-- A country that the owner of the machine declares active.
insert into handover.declared_countries (country) values (%(country)s);

-- insert_label --
-- Write a label of a clip; what was written is sealed with the clip's key.
insert into handover.labels (
    label_id, clip_id, number, differs, outcome, reject_reason, wake_word_verdict, sealed_content, answer_grade,
    answer_fault, guideline_version, reviewer_kind, labelled_at
) values (
    %(label_id)s, %(clip_id)s, %(number)s, %(differs)s, %(outcome)s, %(reject_reason)s, %(wake_word_verdict)s, %(sealed_content)s,
    %(answer_grade)s, %(answer_fault)s, %(guideline_version)s, %(reviewer_kind)s, %(labelled_at)s
);

-- list_labels --
-- Labels with what opens them, by their identifiers or by their clip; of each clip the one that counts last: the adjudication, else the newest review.
select label_id, labels.clip_id, outcome, reject_reason, wake_word_verdict, sealed_content, transcript, unclear_words, intent,
    slots, entities, answer_grade, answer_fault, guideline_version, reviewer_kind, labelled_at, clips.wrapped_key, clips.object_key
from handover.labels left join handover.clips on clips.clip_id = labels.clip_id
where label_id = any(%(label_ids)s) or labels.clip_id = any(%(clip_ids)s)
order by labels.clip_id, labels.number = 0, written;

-- load_reviews --
-- How many reviews a clip wants, which labels it has, and whether its newest review differs from the others.
select coalesce((select reviews_wanted from handover.clips where clip_id = %(clip_id)s), 1),
    array(select number from handover.labels where clip_id = %(clip_id)s),
    coalesce((select differs from handover.labels where clip_id = %(clip_id)s and number > 0
              order by written desc limit 1), false),
    exists (select 1 from handover.clips where clip_id = %(clip_id)s and planted is not null);

-- list_reviewed_together --
-- The newest clips with two reviews or more that were not withdrawn, each with the labels that are reviews.
select labels.clip_id, clips.language, array_agg(labels.label_id order by labels.number)
from handover.labels join handover.clips using (clip_id)
where labels.number > 0 and clips.wrapped_key is not null and clips.planted is null
  and not exists (select 1 from handover.withdrawals where withdrawals.clip_id = labels.clip_id)
  and not exists (select 1 from handover.frozen_clips where frozen_clips.clip_id = labels.clip_id)
group by labels.clip_id, clips.language
having count(*) > 1
order by max(labels.written) desc
limit %(most)s;

-- list_counting --
-- Of each clip that was not withdrawn the label that counts, and whether it may name an intent; planted clips teach nothing (RV7).
select distinct on (labels.clip_id) label_id, outcome = 'labelled'
from handover.labels
where not exists (select 1 from handover.withdrawals where withdrawals.clip_id = labels.clip_id)
  and not exists (select 1 from handover.frozen_clips where frozen_clips.clip_id = labels.clip_id)
  and not exists (select 1 from handover.clips where clips.clip_id = labels.clip_id and clips.planted is not null)
  and not exists (
      select from handover.clips
      where clips.clip_id = labels.clip_id
        and handover.find_stop('training', clips.region, clips.language, clips.programme, clips.selection_reason) is not null)
order by labels.clip_id, labels.number = 0 desc, written desc;

-- count_grades --
-- How some labels grade the answer.
select answer_grade, count(*) from handover.labels
where label_id = any(%(label_ids)s) and answer_grade is not null
group by answer_grade;

-- count_grades_by_language --
-- How the answers to clips were graded since a moment, of each clip by the label that counts; planted clips have no answer.
select language, answer_grade, answer_fault, count(*)
from (
    select distinct on (labels.clip_id) clips.language, answer_grade, answer_fault
    from handover.labels join handover.clips using (clip_id)
    where labelled_at >= %(since)s
      and not exists (select 1 from handover.withdrawals where withdrawals.clip_id = labels.clip_id)
    order by labels.clip_id, labels.number = 0 desc, written desc
) as counting
where answer_grade is not null
group by language, answer_grade, answer_fault
order by language, answer_grade, answer_fault;

-- delete_labels --
-- Remove what was written about a clip.
delete from handover.labels where clip_id = %(clip_id)s;

-- seal_label --
-- Put sealed content in the place of plain one.
update handover.labels
set sealed_content = %(sealed_content)s, transcript = null, unclear_words = '{}', intent = null, slots = '[]', entities = '[]'
where label_id = %(label_id)s and sealed_content is null;

-- list_wake_verdicts --
-- Verdicts on the wake word of some clips, of the label that counts. A clip whose labels were erased with it has none but its
-- withdrawal.
select distinct on (clip_id) clip_id,
    case when withdrawals.reason = 'not_said' then 'not_said' else labels.wake_word_verdict end as verdict
from unnest(%(clip_ids)s::uuid[]) as asked (clip_id)
left join handover.labels using (clip_id)
left join handover.withdrawals using (clip_id)
where withdrawals.reason = 'not_said'
   or (withdrawals.reason is null and labels.wake_word_verdict is not null)
order by clip_id, labels.number = 0 desc, labels.written desc;

-- withdraw --
-- Withdraw clips; repeating it changes nothing.
insert into handover.withdrawals (clip_id, reason, withdrawn_at)
select clip_id, %(reason)s, %(withdrawn_at)s from unnest(%(clip_ids)s::uuid[]) as clip_id
on conflict (clip_id) do nothing;

-- freeze_clips --
-- Keep clips and use them no more, until it is lifted; repeating it changes nothing.
insert into handover.frozen_clips (clip_id, frozen_at)
select clip_id, %(now)s from unnest(%(clip_ids)s::uuid[]) as clip_id
on conflict (clip_id) do nothing;

-- unfreeze_clips --
-- Use clips again as agreed.
delete from handover.frozen_clips where clip_id = any(%(clip_ids)s);

-- freeze_wake_examples --
-- Keep examples of the wake word and learn from them no more, or again.
update handover.wake_examples set frozen = %(frozen)s where example_id = any(%(example_ids)s);

-- list_withdrawal_receipts --
-- Of some withdrawn clips, which store gave its receipt and when the last of it was.
select store, count(*), max(erased_at) from handover.withdrawal_receipts
where clip_id = any(%(clip_ids)s)
group by store;

-- find_withdrawn --
-- Which of these clips were withdrawn.
select clip_id from handover.withdrawals where clip_id = any(%(clip_ids)s);

-- list_unerased --
-- Withdrawn clips of which not every store has given its receipt.
select clip_id from handover.withdrawals
where (select count(*) from handover.withdrawal_receipts as receipts where receipts.clip_id = withdrawals.clip_id) < %(stores)s
order by withdrawn_at, clip_id
limit %(most)s;

-- insert_withdrawal_receipt --
-- A store says that nothing of the clip remains in it.
insert into handover.withdrawal_receipts (clip_id, store, erased_at)
values (%(clip_id)s, %(store)s, %(erased_at)s)
on conflict (clip_id, store) do nothing;

-- insert_receipt --
-- Who heard a clip, by role.
insert into handover.receipts (receipt_id, clip_id, kind, role, played_milliseconds, recorded_at)
values (%(receipt_id)s, %(clip_id)s, %(kind)s, %(role)s, %(played_milliseconds)s, %(recorded_at)s);

-- list_receipts --
-- The receipts of one clip.
select receipt_id, clip_id, kind, role, played_milliseconds, recorded_at
from handover.receipts
where clip_id = %(clip_id)s
order by recorded_at, receipt_id;

-- find_played --
-- Which of these clips a person listened to; a program that stands in for a reviewer is none.
select distinct clip_id from handover.receipts
where clip_id = any(%(clip_ids)s) and kind = 'played' and role <> 'simulated reviewer';

-- insert_release --
-- Make a model live.
insert into handover.releases (release_id, model_id, object_key, wrapped_key, sha256, reason, released_at)
values (%(release_id)s, %(model_id)s, %(object_key)s, %(wrapped_key)s, %(sha256)s, %(reason)s, %(released_at)s);

-- list_releases --
-- The newest releases, all where `most` is null; the first of them is live.
select sequence, release_id, model_id, object_key, wrapped_key, sha256, reason, released_at
from handover.releases
order by sequence desc
limit %(most)s;

-- was_released --
-- Whether a model was ever released because it was better.
select 1 from handover.releases where model_id = %(model_id)s and reason = 'improved' limit 1;

-- insert_wake_example --
-- Give the wake detector one more example.
insert into handover.wake_examples (example_id, measurements, addressed, delete_after)
values (%(example_id)s, %(measurements)s, %(addressed)s, %(delete_after)s);

-- list_wake_examples --
-- What the wake detector may learn from today. An example tells neither country, language nor programme, so where any of them is
-- stopped nothing is learned from.
select example_id, measurements, addressed from handover.wake_examples
where delete_after > %(today)s and handover.find_stop('wake_word_learning', null, null, null, null) is null
  and not exists (select from handover.live_stops() as stop where stop.scope in ('region', 'language', 'programme'))
  and not frozen
order by example_id;

-- delete_wake_examples --
-- Take examples back.
delete from handover.wake_examples where example_id = any(%(example_ids)s);

-- count_accident --
-- Add to the public counts of accidental recordings.
insert into handover.wake_figures (region, period, stopped, not_said)
values (%(region)s, %(period)s, %(stopped)s, %(not_said)s)
on conflict (region, period) do update
set stopped = wake_figures.stopped + excluded.stopped, not_said = wake_figures.not_said + excluded.not_said;

-- list_sampling_figures --
-- The public counts of the sample, newest month first.
select region, programme, period, utterances, allowed, chosen, handed_out
from handover.allowances order by period desc, region, programme;

-- list_false_wakes --
-- The public counts of false wakes, newest month first.
select region, period, stopped, not_said from handover.wake_figures order by period desc, region;

-- raise_escalation --
-- A reviewer heard a danger in a clip.
insert into handover.escalations (escalation_id, clip_id, region, category, raised_by, raised_at, due_at)
select %(escalation_id)s, clip_id, region, %(category)s, %(raised_by)s, %(raised_at)s, %(due_at)s
from handover.clips where clip_id = %(clip_id)s;

-- list_escalations --
-- All escalations, open ones first and the one that is due first before the others.
select escalations.escalation_id, clip_id, region, category, raised_by, raised_at, due_at, taken_by, taken_at, decision, decided_at,
    told_at, contacted_at, paid_minutes,
    (select hold_until from handover.evidence where evidence.escalation_id = escalations.escalation_id) as hold_until,
    (select coalesce(outcome, 'waiting') from handover.identifications
     where identifications.escalation_id = escalations.escalation_id) as identification,
    array(select act from handover.approvals where approvals.escalation_id = escalations.escalation_id order by act, member) as approved_acts,
    array(select member from handover.approvals where approvals.escalation_id = escalations.escalation_id order by act, member) as approved_by
from handover.escalations
order by decided_at is not null, due_at, escalations.escalation_id;

-- list_raised_escalations --
-- The escalations of one reviewer.
select escalations.escalation_id, clip_id, region, category, raised_by, raised_at, due_at, taken_by, taken_at, decision, decided_at,
    told_at, contacted_at, paid_minutes,
    (select hold_until from handover.evidence where evidence.escalation_id = escalations.escalation_id) as hold_until,
    (select coalesce(outcome, 'waiting') from handover.identifications
     where identifications.escalation_id = escalations.escalation_id) as identification,
    array(select act from handover.approvals where approvals.escalation_id = escalations.escalation_id order by act, member) as approved_acts,
    array(select member from handover.approvals where approvals.escalation_id = escalations.escalation_id order by act, member) as approved_by
from handover.escalations
where raised_by = %(raised_by)s
order by raised_at desc;

-- load_escalation --
-- One escalation.
select escalations.escalation_id, clip_id, region, category, raised_by, raised_at, due_at, taken_by, taken_at, decision, decided_at,
    told_at, contacted_at, paid_minutes,
    (select hold_until from handover.evidence where evidence.escalation_id = escalations.escalation_id) as hold_until,
    (select coalesce(outcome, 'waiting') from handover.identifications
     where identifications.escalation_id = escalations.escalation_id) as identification,
    array(select act from handover.approvals where approvals.escalation_id = escalations.escalation_id order by act, member) as approved_acts,
    array(select member from handover.approvals where approvals.escalation_id = escalations.escalation_id order by act, member) as approved_by
from handover.escalations
where escalations.escalation_id = %(escalation_id)s;

-- take_escalation --
-- A safety officer has it.
update handover.escalations set taken_by = %(member)s, taken_at = %(now)s
where escalation_id = %(escalation_id)s and taken_at is null;

-- decide_escalation --
-- Close it with a coded decision.
update handover.escalations set decision = %(decision)s, decided_by = %(member)s, decided_at = %(now)s
where escalation_id = %(escalation_id)s and decided_at is null;

-- approve --
-- One officer approves an act.
insert into handover.approvals (escalation_id, act, member, approved_at)
values (%(escalation_id)s, %(act)s, %(member)s, %(now)s)
on conflict do nothing;

-- extend_hold --
-- Keep evidence until another day; false where two officers have not approved it.
select handover.extend_hold(%(escalation_id)s, %(reason)s, %(until)s, %(now)s);

-- ask_for_person --
-- Ask the personal side to find who spoke.
insert into handover.identifications (escalation_id, tell_customer, asked_at)
values (%(escalation_id)s, %(tell_customer)s, %(now)s)
on conflict (escalation_id) do nothing;

-- note_told --
-- A reviewer is shown decisions on their escalations.
update handover.escalations set told_at = %(now)s
where raised_by = %(raised_by)s and told_at is null and decided_at is not null
returning escalation_id;

-- note_contacted --
-- A person contacted the reviewer.
update handover.escalations set contacted_by = %(member)s, contacted_at = %(now)s, paid_minutes = %(paid_minutes)s
where escalation_id = %(escalation_id)s and contacted_at is null;

-- note_late --
-- Escalations that were not taken in time.
update handover.escalations set late_noted_at = %(now)s
where late_noted_at is null and taken_at is null and due_at <= %(now)s
returning escalation_id;

-- list_identifications --
-- Requests for who spoke that two officers approved.
select identifications.escalation_id, clip_id, category, tell_customer
from handover.identifications join handover.escalations using (escalation_id)
where ended_at is null and handover.is_approved(identifications.escalation_id, 'identify');

-- end_identification --
-- Whether the customer was found.
update handover.identifications set outcome = %(outcome)s, ended_at = %(now)s
where escalation_id = %(escalation_id)s and ended_at is null;

-- list_without_evidence --
-- Escalations of which no evidence is sealed and whose clip is still there.
select escalation_id, clip_id from handover.escalations
where decided_at is null
  and not exists (select 1 from handover.evidence where evidence.escalation_id = escalations.escalation_id)
  and exists (select 1 from handover.clips where clips.clip_id = escalations.clip_id and clips.wrapped_key is not null)
  and not exists (select 1 from handover.withdrawals where withdrawals.clip_id = escalations.clip_id);

-- keep_evidence --
-- Keep sealed evidence until its hold ends.
insert into handover.evidence (escalation_id, sealed, wrapped_key, hold_reason, hold_until, sealed_at)
values (%(escalation_id)s, %(sealed)s, %(wrapped_key)s, 'open_escalation', %(hold_until)s, %(now)s)
on conflict (escalation_id) do nothing;

-- open_evidence --
-- Sealed evidence, once two officers approved; nothing before.
select sealed, wrapped_key from handover.open_evidence(%(escalation_id)s, %(now)s);

-- end_evidence --
-- Remove evidence whose hold has ended.
delete from handover.evidence where hold_until <= %(now)s returning escalation_id;

-- list_households_of --
-- Today's households of these clips.
select distinct household from handover.clips where clip_id = any(%(clip_ids)s) and household is not null;

-- renew_households --
-- Gives clips the households of today.
update handover.clips set household = fresh.household
from unnest(%(clip_ids)s::uuid[], %(households)s::uuid[]) as fresh (clip_id, household)
where clips.clip_id = fresh.clip_id;

-- forget_households --
-- Clips that nothing links to a person any more have none.
update handover.clips set household = null where household is not null and clip_id <> all(%(clip_ids)s);

-- bring_entry --
-- Add a public thing, or change how it is said.
insert into handover.public_entries (link, type, name) values (%(link)s, %(type)s, %(name)s)
on conflict (link) do update set type = excluded.type, name = excluded.name;

-- list_entries --
-- Public things by name.
select link, type, name from handover.public_entries order by type, name limit %(most)s;

-- request_campaign --
-- Ask the gate for utterances that name a public thing; nothing is added where it is none.
insert into handover.campaigns (campaign_id, link, language, reason, most, requested_by, requested_at, ends_at)
select %(campaign_id)s, link, %(language)s, %(reason)s, %(most)s, %(requested_by)s, %(now)s, %(ends_at)s
from handover.public_entries where link = %(link)s;

-- hold_campaign --
-- From here on other approvals of this campaign wait for this transaction.
select handover.hold_campaign(%(campaign_id)s);

-- list_approvers --
-- Who approved a campaign.
select approver from handover.campaign_approvals where campaign_id = %(campaign_id)s;

-- approve_campaign --
-- Note an approval; each person has one.
insert into handover.campaign_approvals (campaign_id, approver, approved_at)
select campaign_id, %(approver)s, %(now)s from handover.campaigns where campaign_id = %(campaign_id)s and ends_at > %(now)s
on conflict do nothing;

-- list_campaigns --
-- Campaigns, the newest first, with who approved them.
select campaign_id, name, type, language, reason, most, taken, ends_at, stopped_at,
    array(select approver from handover.campaign_approvals where campaign_approvals.campaign_id = campaigns.campaign_id)
from handover.campaigns join handover.public_entries using (link)
order by requested_at desc limit %(most)s;

-- stop_campaign --
-- End a campaign before its time; nothing where it is over already.
update handover.campaigns set ends_at = %(now)s, stopped_at = %(now)s
where campaign_id = %(campaign_id)s and ends_at > %(now)s;

-- list_live_campaigns --
-- Names that the gate looks for in a language: approved by two people, not full, not over and not stopped.
select campaign_id, name
from handover.campaigns join handover.public_entries using (link)
where language = %(language)s and taken < most and ends_at > %(now)s
  and handover.find_stop('human_review', null, language, null, 'campaign') is null
  and (select count(*) from handover.campaign_approvals where campaign_approvals.campaign_id = campaigns.campaign_id) >= 2;

-- take_campaign_place --
-- Count a clip that is chosen for a campaign.
select handover.take_campaign_place(%(campaign_id)s, %(now)s);

-- count_queue --
-- Clips that wait, by language: how many, since when, how many for a second review or a decision.
select language, count(*) filter (where waits_for = 'review'),
    count(*) filter (where waits_for = 'review' and placed_on <= %(week_ago)s),
    min(placed_on) filter (where waits_for = 'review'),
    count(*) filter (where waits_for = 'review' and exists (select 1 from handover.labels where labels.clip_id = clips.clip_id)),
    count(*) filter (where waits_for = 'adjudication')
from handover.clips
where waits_for in ('review', 'adjudication') and delete_after > %(now)s
group by language order by language;

-- open_request --
-- A data subject asks for something.
insert into handover.requests (request_id, kind, pseudonym, opened_at, due_at)
values (%(request_id)s, %(kind)s, %(pseudonym)s, %(opened_at)s, %(due_at)s);

-- list_requests --
-- All requests, open ones first and the one that is due first before the others.
select request_id, kind, pseudonym, opened_at, due_at, extension_reason, extended_at, outcome, ended_at
from handover.requests order by ended_at is not null, case when ended_at is null then due_at end, ended_at desc, request_id
limit 1000;

-- list_requests_of --
-- The requests of one person, newest first.
select request_id, kind, pseudonym, opened_at, due_at, extension_reason, extended_at, outcome, ended_at
from handover.requests where pseudonym = %(pseudonym)s order by opened_at desc, request_id
limit 1000;

-- load_request --
-- One request.
select request_id, kind, pseudonym, opened_at, due_at, extension_reason, extended_at, outcome, ended_at
from handover.requests where request_id = %(request_id)s;

-- end_request --
-- The answer to a request.
update handover.requests set outcome = %(outcome)s, ended_at = %(now)s
where request_id = %(request_id)s and ended_at is null;

-- prolong_request --
-- Two more months, once and before its day.
update handover.requests set extension_reason = %(reason)s, extended_at = %(now)s, due_at = %(due_at)s
where request_id = %(request_id)s and ended_at is null and extended_at is null and due_at > %(now)s;

-- note_requests_soon --
-- Open requests that are due within a week, each once.
update handover.requests set soon_noted_at = %(now)s
where ended_at is null and soon_noted_at is null and due_at <= %(until)s and due_at > %(now)s
returning request_id;

-- note_requests_late --
-- Open requests whose day passed, each once.
update handover.requests set late_noted_at = %(now)s
where ended_at is null and late_noted_at is null and due_at <= %(now)s
returning request_id;

-- forget_requests --
-- Requests that ended long ago.
delete from handover.requests where ended_at < %(before)s;

-- list_counts --
-- Counts of each day from one until before another, by what happened, region, language, programme and vendor.
select day, event, region, language, programme, vendor, number from handover.counts
where day >= %(since)s and day < %(until)s order by day, event, region, language, programme, vendor;

-- sum_counts --
-- How often each event happened on the days from one until before another.
select event, sum(number) from handover.counts where day >= %(since)s and day < %(until)s group by event;

-- begin_stop --
-- Stop something in the name of the officer whose session it is; who that is, null where it is no officer's.
select handover.begin_stop(%(stop_id)s, %(scope)s, %(value)s, %(reason)s, %(token)s, %(now)s);

-- request_resumption --
-- Ask that a stop ends; who asked, null where that cannot be.
select handover.request_resumption(%(stop_id)s, %(reason)s, %(token)s, %(now)s);

-- approve_resumption --
-- Let a stop end as the second person; who that is, null where that cannot be.
select handover.approve_resumption(%(stop_id)s, %(token)s, %(now)s);

-- list_stops --
-- Stops, those that last first, then the newest, with who asked that they end and who agreed.
select stops.stop_id, scope, value, stops.reason, stopped_by, stopped_at, resumed_at,
    asked_by, asked_at, resumption_reason, agreed.member as agreed_by
from handover.stops
cross join lateral handover.request_in_force(stops.stop_id)
left join handover.resumptions as agreed on agreed.stop_id = stops.stop_id and agreed.act = 'approve'
order by resumed_at is not null, stopped_at desc limit %(most)s;

-- list_live_stops --
-- What is stopped now; everything where it cannot be known.
select stop_id, scope, value, reason, stopped_at from handover.live_stops() order by stopped_at nulls first, stop_id;

-- find_stop --
-- Why something is stopped, by what is known of it; null where it is not.
select handover.find_stop(%(purpose)s, %(region)s, %(language)s, %(programme)s, %(selection)s);

-- find_clip_stop --
-- Why a clip is stopped for a purpose, or for who hears it; nothing where it is not.
select stop.scope, stop.value, stop.reason
from handover.live_stops() as stop left join handover.clips on clips.clip_id = %(clip_id)s
where stop.scope = 'everything' or stop.value = case stop.scope
    when 'purpose' then %(purpose)s when 'region' then clips.region when 'language' then clips.language
    when 'vendor' then %(vendor)s::text
    when 'programme' then case stop.value when 'campaign' then clips.selection_reason else clips.programme end end
limit 1;

-- list_stopped_since --
-- Which of these clips were stopped at any time since a moment: what is written about them is kept.
select clips.clip_id from handover.clips
where clips.clip_id = any(%(clip_ids)s) and (
    exists (select from handover.live_stops() as stop where stop.scope = 'everything' and stop.reason = 'state_unknown')
    or exists (
        select from handover.ended_stops(%(since)s) as stop
        where stop.scope in ('everything', 'vendor') or stop.value = case stop.scope
            when 'purpose' then 'human_review' when 'region' then clips.region when 'language' then clips.language
            when 'programme' then case stop.value when 'campaign' then clips.selection_reason else clips.programme end end));

-- stop_unknown --
-- Stop everything for each stop that this database does not hold; returns how many.
select handover.stop_unknown(%(stop_ids)s::uuid[], %(now)s);

-- count_hit --
-- How many clips a stop keeps waiting, and how many are in the hands of reviewers.
select waiting, in_hand from handover.count_hit(%(scope)s, %(value)s);

-- request_act --
-- Ask for an act that two people approve, in the name of the officer whose session it is; null where it is none.
select handover.request_act(%(request_id)s, %(act)s, %(programme)s, %(region)s, %(share)s, %(token)s, %(now)s);

-- approve_act --
-- Approve it as the second person; who that is, null where that cannot be.
select handover.approve_act(%(request_id)s, %(token)s, %(now)s);

-- list_acts --
-- What was asked for, the newest first.
select request_id, act, programme, region, share, requested_by, requested_at, ends_at, approved_by, approved_at, used_at
from handover.two_person_requests order by requested_at desc limit 200;

-- list_shares --
-- The shares of the utterances that people may hear, by programme.
select programme, share from handover.caps order by programme;

-- list_region_shares --
-- Shares of single regions, where they have one; in force is the smaller one of it and the programme's.
select programme, region, share from handover.region_shares order by programme, region;

-- list_counted_regions --
-- Regions that were counted, and those with a share of their own.
select region from handover.allowances union select region from handover.region_shares order by region;

-- lower_region_share --
-- Lower the share of a region, in the name of the officer whose session it is; false where it takes two people.
select handover.lower_region_share(%(programme)s, %(region)s, %(share)s, %(token)s, %(now)s);

-- count_panel --
-- How many people were invited to the panel and have not answered, are in it, and declined or left; not those whose invitation was taken back. And rewards.
select invited, agreed, ended, rewards from handover.count_panel();

-- ask_panel --
-- The privacy officer whose session it is asks for an invitation, for taking one back, or for a reward; null where it is none.
select handover.ask_panel(%(request_id)s, %(act)s, %(login)s, %(reward)s, %(token)s, %(now)s);

-- list_panel_requests --
-- What was asked of the panel, the newest first; not whom it names.
select request_id, act, reward, asked_at, outcome, ended_at from handover.panel_requests order by asked_at desc, request_id;

-- take_panel_task --
-- The oldest request that waits; another worker leaves it alone meanwhile.
select request_id, act, login, reward from handover.panel_requests
where ended_at is null order by asked_at, request_id limit 1 for update skip locked;

-- end_panel_task --
-- What became of a request; its name is forgotten.
update handover.panel_requests set outcome = %(outcome)s, ended_at = %(now)s, login = null
where request_id = %(request_id)s and ended_at is null;

-- forget_panel_requests --
-- Requests that were kept long enough, carried out or not.
delete from handover.panel_requests where asked_at <= %(before)s;

-- list_sounds --
-- Names under which the sound of clips lies that are not withdrawn.
select object_key from handover.clips
where object_key is not null and not exists (select 1 from handover.withdrawals where withdrawals.clip_id = clips.clip_id);

-- keep_clips_without_sound --
-- Remember which clips have no sound.
insert into handover.clips_without_sound (clip_id, found_at)
select clip_id, %(now)s from handover.clips where object_key = any(%(object_keys)s) on conflict (clip_id) do nothing;

-- forget_clips_without_sound --
-- Forget those whose sound is there again, or that are over.
delete from handover.clips_without_sound
where clip_id not in (select clip_id from handover.clips where object_key = any(%(object_keys)s));

-- count_clips_without_sound --
-- How many clips have no sound and are not withdrawn.
select handover.count_clips_without_sound();

-- count_wake_examples --
-- How many examples the wake word has to learn from, by verdict, and how many are kept and not used.
select addressed, accidental, frozen from handover.count_wake_examples();

-- needs_two_people --
-- Whether this is more than a household.
select handover.needs_two_people();

-- use_export --
-- Use up the approval of an export; true where there was one, or where a household needs none.
select handover.use_export(%(request_id)s, %(now)s);

-- put_share --
-- Put a share in force; false where two people would have to approve it and have not.
select handover.put_share(%(programme)s, %(share)s, %(most_alone)s, %(now)s);

-- list_processors --
-- Processors that go on, by name.
select processor_id, name, country, service, does, transfer, reference, since, ended_at
from handover.processors where ended_at is null order by name, processor_id;

-- list_all_processors --
-- Processors, those that ended too; what goes on first.
select processor_id, name, country, service, does, transfer, reference, since, ended_at
from handover.processors order by ended_at desc nulls first, name, processor_id;

-- add_processor --
-- A processor begins.
insert into handover.processors (processor_id, name, country, service, does, transfer, reference, since, added_at)
values (%(processor_id)s, %(name)s, %(country)s, %(service)s, %(does)s, %(transfer)s, %(reference)s, %(since)s, %(now)s);

-- end_processor --
-- A processor ends.
update handover.processors set ended_at = %(now)s where processor_id = %(processor_id)s and ended_at is null
returning country;

-- list_employers --
-- Employers of reviewers and the countries of their sites.
select name, countries from handover.list_employers();

-- ask_for_affected --
-- The officer whose session it is asks who is affected by a breach; null where it is none.
select handover.ask_for_affected(
    %(list_id)s, %(breach_id)s, %(region)s, %(since)s, %(until)s, %(public_key)s, %(token)s, %(now)s
);

-- agree_to_affected --
-- Agree to a list as the second person; who that is, null where that cannot be.
select handover.agree_to_affected(%(list_id)s, %(public_key)s, %(token)s, %(now)s);

-- list_affected_to_agree --
-- Lists that wait for a second person, the oldest first.
select list_id, breach_id, region, since, until, asked_at, asked_by from handover.affected_lists
where ended_at is null and agreed_at is null and handover.needs_two_people() order by asked_at, list_id;

-- list_affected --
-- What was asked about a breach, and whether it was made; not the lists.
select list_id, breach_id, region, since, until, asked_at, people, ended_at, sealed is not null as ready,
    ended_at is null and agreed_at is null and handover.needs_two_people() as waits_for_second, second_key is not null as of_two
from handover.affected_lists where breach_id = %(breach_id)s order by asked_at, list_id;

-- load_affected --
-- A sealed list.
select sealed from handover.affected_lists where list_id = %(list_id)s and breach_id = %(breach_id)s and sealed is not null;

-- list_affected_waiting --
-- Lists that are to be made.
select list_id, breach_id, region, since, until, public_key, second_key
from handover.affected_lists where ended_at is null and (agreed_at is not null or not handover.needs_two_people()) order by asked_at, list_id;

-- end_affected --
-- A list was made.
update handover.affected_lists set people = %(people)s, sealed = %(sealed)s, ended_at = %(now)s
where list_id = %(list_id)s and ended_at is null;

-- forget_affected --
-- Sealed lists are removed after a while; that they were made stays.
update handover.affected_lists set sealed = null where sealed is not null and ended_at <= %(before)s;

-- count_recordings --
-- Recordings that are kept, and of how many people, by country.
select region, recordings, people, chosen, oldest from handover.count_recordings(%(since)s, %(until)s);

-- count_people --
-- Of how many people recordings are kept.
select handover.count_people(%(since)s, %(until)s);

-- count_listening --
-- Who listened, by role, employer and country.
select role, kind, vendor, country, listeners as reviewers, clips, listenings, seconds from handover.count_listening(%(since)s, %(until)s);

-- find_draw_key --
-- The key of a month, as far as it is still there.
select public_key, wrapped_key, sealed_secret from handover.draw_keys where period = %(period)s;

-- insert_draw_key --
-- Keep a new key of a month; nothing where another process was first.
insert into handover.draw_keys (period, public_key, wrapped_key, sealed_secret, made_at)
values (%(period)s, %(public_key)s, %(wrapped_key)s, %(sealed_secret)s, %(now)s)
on conflict (period) do nothing returning period;

-- find_candidate_tree --
-- How far a list goes; the row of the allowance is held, so nothing comes between.
select size, roots from handover.candidate_trees
where region = %(region)s and programme = %(programme)s and period = %(period)s;

-- put_candidate_tree --
-- The list is longer by one.
insert into handover.candidate_trees (region, programme, period, size, roots)
values (%(region)s, %(programme)s, %(period)s, %(size)s, %(roots)s)
on conflict (region, programme, period) do update set size = excluded.size, roots = excluded.roots;

-- insert_candidate --
-- A candidate and what became of it, or until when it waits for its round.
insert into handover.candidates (region, programme, period, number, utterance, chosen, allowed, share_millionths, finding,
    recording, root, proof, selected, chain, round, waits_until)
values (%(region)s, %(programme)s, %(period)s, %(number)s, %(utterance)s, %(chosen)s, %(allowed)s, %(share_millionths)s,
    %(finding)s, %(recording)s, %(root)s, %(proof)s, %(selected)s, %(chain)s, %(round)s, %(waits_until)s);

-- hold_allowance --
-- Hold the row of a region, programme and month until the transaction ends; nothing is counted.
select utterances, chosen from handover.hold_allowance(%(region)s, %(programme)s, %(period)s);

-- find_waiting_candidate --
-- The candidate of a list that waits for its round: the last one, or none.
select candidates.number, utterance, root, proof, chain, round, waits_until
from handover.candidates
where (region, programme, period) = (%(region)s, %(programme)s, %(period)s) and round > 0
  and number = (select size - 1 from handover.candidate_trees
                where (region, programme, period) = (%(region)s, %(programme)s, %(period)s))
  and not exists (
      select from handover.candidate_settlements as settled
      where (settled.region, settled.programme, settled.period, settled.number)
          = (candidates.region, candidates.programme, candidates.period, candidates.number));

-- insert_settlement --
-- What became of a candidate that waited for a round.
insert into handover.candidate_settlements (region, programme, period, number, outcome, utterance, signature)
values (%(region)s, %(programme)s, %(period)s, %(number)s, %(outcome)s, %(utterance)s, %(signature)s);

-- find_round --
-- The signature of a round of a randomness beacon, where it has come.
select signature from handover.rounds where chain = %(chain)s and round = %(round)s;

-- list_last_rounds --
-- The last rounds of a randomness beacon that have come, the last one first.
select round, signature from handover.rounds where chain = %(chain)s order by round desc limit %(limit)s;

-- insert_round --
-- A round of a randomness beacon.
insert into handover.rounds (chain, round, signature, fetched_at) values (%(chain)s, %(round)s, %(signature)s, %(now)s)
on conflict (chain, round) do nothing;

-- forget_rounds --
-- Rounds that no candidate waits for any more.
delete from handover.rounds where fetched_at < %(before)s;

-- list_candidates --
-- All candidates, list by list and in order.
select region, programme, period, number, candidates.utterance, chosen, allowed, share_millionths, finding, recording, root,
    proof, selected, chain, round, settled.outcome, settled.utterance as settled_utterance, settled.signature
from handover.candidates left join handover.candidate_settlements as settled using (region, programme, period, number)
order by period, region, programme, number;

-- forget_draws --
-- Lists of months that are long over.
delete from handover.candidates where period < %(before)s;

-- forget_settlements --
-- What became of candidates of such months.
delete from handover.candidate_settlements where period < %(before)s;

-- forget_draw_secrets --
-- Secrets of months that are over; public keys stay in the log.
update handover.draw_keys set wrapped_key = null, sealed_secret = null where period < %(before)s;
