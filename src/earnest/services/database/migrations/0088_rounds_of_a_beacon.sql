-- The draw among utterances from rounds of a randomness beacon too: candidates that wait for one, what became of them, and rounds (SP4).

alter table handover.candidates
    add column chain text not null default '' check (chain ~ '^([0-9a-f]{64})?$'),
    add column round bigint not null default 0 check (round >= 0),
    add column waits_until timestamptz,
    add check ((round > 0) = (chain <> '') and (round > 0) = (waits_until is not null)),
    add check (round = 0 or not selected);
comment on column handover.candidates.chain is 'fingerprint of the randomness beacon whose round decides with; empty where none does';
comment on column handover.candidates.round is 'round that decides with, not out when the root went into the log; 0 where none does';
comment on column handover.candidates.waits_until is 'when it lapses unless its round has come; null where no round decides';
comment on column handover.candidates.selected is 'whether it took the place; of one that waited for a round candidate_settlements tells';

create table handover.candidate_settlements (
    region    text not null,
    programme text not null,
    period    date not null,
    number    bigint not null,
    outcome   text not null check (outcome in ('chosen', 'passed_over', 'lapsed')),
    utterance bigint not null check (utterance > 0),
    signature bytea not null check (length(signature) = case when outcome = 'lapsed' then 0 else 48 end),
    primary key (region, programme, period, number)
);
comment on table handover.candidate_settlements is 'What became of candidates that waited for a round of a randomness beacon; one row each, never changed';
comment on column handover.candidate_settlements.region is 'country (ISO 3166-1 alpha-2)';
comment on column handover.candidate_settlements.programme is 'programme';
comment on column handover.candidate_settlements.period is 'first day of the month (UTC)';
comment on column handover.candidate_settlements.number is 'place in the list, from 0';
comment on column handover.candidate_settlements.outcome is 'chosen, passed over, or lapsed because the round did not come in time';
comment on column handover.candidate_settlements.utterance is 'utterances that were counted until then';
comment on column handover.candidate_settlements.signature is 'the round that decided with; empty where it lapsed';

create table handover.rounds (
    chain      text not null check (chain ~ '^[0-9a-f]{64}$'),
    round      bigint not null check (round > 0),
    signature  bytea not null check (length(signature) = 48),
    fetched_at timestamptz not null,
    primary key (chain, round)
);
comment on table handover.rounds is 'Rounds of a randomness beacon as they came; kept a day';
comment on column handover.rounds.chain is 'fingerprint of the beacon';
comment on column handover.rounds.round is 'number of the round';
comment on column handover.rounds.signature is 'what the beacon signed the round with; whoever reads it checks it';
comment on column handover.rounds.fetched_at is 'when it came';

create function handover.hold_allowance(
    in of_region text, in of_programme text, in of_period date, out utterances bigint, out chosen bigint
)
language sql security definer set search_path = pg_catalog, pg_temp as $$
    select held.utterances, held.chosen from handover.allowances as held
    where (held.region, held.programme, held.period) = (of_region, of_programme, of_period)
    for update
$$;
comment on function handover.hold_allowance(text, text, date) is 'Holds the row of a region, programme and month until the transaction ends, and counts nothing';
revoke all on function handover.hold_allowance(text, text, date) from public;
