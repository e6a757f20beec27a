-- find_clip_of --
-- The clip that was made from a person's own recording.
select clip_links.clip_id, clips.sample_count,
    exists (select 1 from handover.withdrawals where withdrawals.clip_id = clip_links.clip_id) as withdrawn
from personal.clip_links left join handover.clips on clips.clip_id = clip_links.clip_id
where recording_id = %(recording_id)s and customer_id = %(customer_id)s
order by placed_at desc
limit 1;

-- find_allowance --
-- Public figures of a region, programme and month.
select utterances, chosen, handed_out from handover.allowances
where region = %(region)s and programme = %(programme)s and period = %(period)s;

-- has_lesson --
-- Whether the correction of a person's own recording still teaches something; a no to learning takes it away.
select 1 from personal.adaptations
where customer_id = %(customer_id)s and recording_id = %(recording_id)s;
