-- Comments of schemas, tables and columns name who is meant: customers, reviewers, processes. No column changes, and no grant.

comment on schema audit is 'Append-only Merkle log; no process can change or remove a leaf';
comment on table personal.household_names is
    'Names that a customer wants no reviewer to hear (AU5); covered in every recording; never crosses';
comment on table handover.withdrawals is
    'Clips that no reviewer may hear and no training may use any more; overtakes leases';
comment on column handover.escalations.taken_at is 'when it was taken; null: no safety officer has it yet';
comment on column handover.affected_lists.second_key is
    'X25519 key of the second person, to which the list is sealed as well; null: no second officer agreed';
comment on column handover.affected_lists.agreed_by is 'the other officer; null: no second officer agreed';
comment on table deidentified.drafts is
    'What a reviewer has written about a clip and not sent yet; gone when it is sent, given back, taken by another reviewer, withdrawn, or 12 hours old';
