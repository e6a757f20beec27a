-- Which of several labels of a clip is the newest is told by the database, not by the clocks of the hosts that wrote them: two
-- of one moment had no order, and a clip on which reviewers disagreed waited for no adjudication.

alter table handover.labels add column written bigint;
update handover.labels set written = ordered.place
from (select label_id, row_number() over (order by labelled_at, label_id) as place from handover.labels) as ordered
where ordered.label_id = labels.label_id;
alter table handover.labels alter column written set not null;
alter table handover.labels alter column written add generated always as identity;
select setval(pg_get_serial_sequence('handover.labels', 'written'), coalesce(max(written), 0) + 1, false) from handover.labels;
comment on column handover.labels.written is 'order in which labels were written; later ones have higher numbers';
