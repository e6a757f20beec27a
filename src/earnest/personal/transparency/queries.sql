-- find_clip_of --
-- The clip that was made from a person's own recording.
select clip_links.clip_id,
    exists (select 1 from handover.withdrawals where withdrawals.clip_id = clip_links.clip_id) as withdrawn
from personal.clip_links
where recording_id = %(recording_id)s and customer_id = %(customer_id)s
order by placed_at desc
limit 1;

-- list_known_intents --
-- Names of intents and slots in labels, never values.
select intent, coalesce(array_agg(distinct slot ->> 'name') filter (where slot is not null), '{}') as slots
from handover.labels left join lateral jsonb_array_elements(slots) as slot on true
where intent is not null and not exists (select 1 from handover.withdrawals where withdrawals.clip_id = labels.clip_id)
group by intent
order by intent;

-- find_allowance --
-- Public figures of a region, programme and month.
select utterances, chosen, handed_out from handover.allowances
where region = %(region)s and programme = %(programme)s and period = %(period)s;
