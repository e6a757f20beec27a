-- append --
-- Adds a leaf in the caller's transaction.
select audit.append(%(entry)s);

-- leaves_from --
-- All leaves from one on, in order.
select leaf_index, entry, leaf_hash from audit.leaves where leaf_index >= %(first)s order by leaf_index;

-- checkpoint_notes --
-- All signed checkpoints, oldest first.
select note from audit.checkpoints order by tree_size;

-- find_last_checkpoint --
-- The newest signed checkpoint.
select note from audit.checkpoints order by tree_size desc limit 1;

-- add_checkpoint --
-- Keeps a signed checkpoint, unless one of this size is kept.
insert into audit.checkpoints (tree_size, root_hash, note, signed_at)
values (%(tree_size)s, %(root_hash)s, %(note)s, %(signed_at)s)
on conflict (tree_size) do nothing;

-- list_allowances --
-- The public counts of the sample, newest month first.
select region, programme, period, utterances, allowed, chosen, handed_out
from handover.allowances order by period desc, region, programme;

-- list_wake_figures --
-- The public counts of accidental recordings, newest month first.
select region, period, stopped, not_said from handover.wake_figures order by period desc, region;
