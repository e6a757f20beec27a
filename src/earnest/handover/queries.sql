-- insert_clip --
-- Place a clip; a repeated job writes nothing.
insert into handover.clips (
    clip_id, region, language, programme, period, day_part, wake_word, sealed_words, confidence, domain, selection_reason,
    selection_probability, disguise_profile, sample_count, object_key, wrapped_key, placed_on, delete_after
) values (
    %(clip_id)s, %(region)s, %(language)s, %(programme)s, %(period)s, %(day_part)s, %(wake_word)s, %(sealed_words)s,
    %(confidence)s, %(domain)s, %(selection_reason)s, %(selection_probability)s, %(disguise_profile)s, %(sample_count)s,
    %(object_key)s, %(wrapped_key)s, %(placed_on)s, %(delete_after)s
) on conflict (clip_id) do nothing;

-- load_clip --
-- Read a clip and whether it was withdrawn.
select clip_id, region, language, programme, period, day_part, wake_word, words, sealed_words, confidence, domain, selection_reason,
    selection_probability, disguise_profile, sample_count, object_key, wrapped_key, placed_on, delete_after,
    exists (select 1 from handover.withdrawals where withdrawals.clip_id = clips.clip_id) as withdrawn
from handover.clips
where clip_id = %(clip_id)s;

-- insert_label --
-- Write the one label of a clip; what was written is sealed with the clip's key.
insert into handover.labels (
    label_id, clip_id, outcome, reject_reason, wake_word_verdict, sealed_content, guideline_version, reviewer_kind, labelled_at
) values (
    %(label_id)s, %(clip_id)s, %(outcome)s, %(reject_reason)s, %(wake_word_verdict)s, %(sealed_content)s,
    %(guideline_version)s, %(reviewer_kind)s, %(labelled_at)s
);

-- find_label --
-- The label of one clip, with what opens it.
select label_id, labels.clip_id, outcome, reject_reason, wake_word_verdict, sealed_content, transcript, unclear_words, intent,
    slots, entities, guideline_version, reviewer_kind, labelled_at, clips.wrapped_key, clips.object_key
from handover.labels left join handover.clips on clips.clip_id = labels.clip_id
where labels.clip_id = %(clip_id)s;

-- list_labels --
-- All labels of clips that were not withdrawn, with what opens them.
select label_id, labels.clip_id, outcome, reject_reason, wake_word_verdict, sealed_content, transcript, unclear_words, intent,
    slots, entities, guideline_version, reviewer_kind, labelled_at, clips.wrapped_key, clips.object_key
from handover.labels left join handover.clips on clips.clip_id = labels.clip_id
where not exists (select 1 from handover.withdrawals where withdrawals.clip_id = labels.clip_id)
order by label_id;

-- list_meaningful --
-- Labels that may name an intent, of clips that were not withdrawn.
select label_id from handover.labels
where outcome = 'labelled'
  and not exists (select 1 from handover.withdrawals where withdrawals.clip_id = labels.clip_id);

-- list_some_labels --
-- Some labels, with what opens them.
select label_id, labels.clip_id, outcome, reject_reason, wake_word_verdict, sealed_content, transcript, unclear_words, intent,
    slots, entities, guideline_version, reviewer_kind, labelled_at, clips.wrapped_key, clips.object_key
from handover.labels left join handover.clips on clips.clip_id = labels.clip_id
where label_id = any(%(label_ids)s) and not exists (select 1 from handover.withdrawals where withdrawals.clip_id = labels.clip_id);

-- withdraw --
-- Withdraw clips; repeating it changes nothing.
insert into handover.withdrawals (clip_id, reason, withdrawn_at)
select clip_id, %(reason)s, %(withdrawn_at)s from unnest(%(clip_ids)s::uuid[]) as clip_id
on conflict (clip_id) do nothing;

-- is_withdrawn --
-- Whether a clip was withdrawn.
select 1 from handover.withdrawals where clip_id = %(clip_id)s;

-- list_unerased --
-- Withdrawn clips of which not every store has given its receipt.
select clip_id from handover.withdrawals
where (select count(*) from handover.withdrawal_receipts as receipts where receipts.clip_id = withdrawals.clip_id) < %(stores)s
order by withdrawn_at;

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

-- insert_release --
-- Make a model live.
insert into handover.releases (release_id, model_id, object_key, wrapped_key, sha256, reason, released_at)
values (%(release_id)s, %(model_id)s, %(object_key)s, %(wrapped_key)s, %(sha256)s, %(reason)s, %(released_at)s);

-- find_live_release --
-- The release that is live.
select sequence, release_id, model_id, object_key, wrapped_key, sha256, reason, released_at
from handover.releases
order by sequence desc
limit 1;

-- list_releases --
-- All releases, newest first.
select sequence, release_id, model_id, object_key, wrapped_key, sha256, reason, released_at
from handover.releases
order by sequence desc;

-- insert_wake_example --
-- Give the wake detector one more example.
insert into handover.wake_examples (example_id, measurements, addressed, delete_after)
values (%(example_id)s, %(measurements)s, %(addressed)s, %(delete_after)s);

-- list_wake_examples --
-- What the wake detector may learn from today.
select example_id, measurements, addressed from handover.wake_examples
where delete_after > %(today)s
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
