-- One recogniser that is sure of its words is enough to ask whether they are right (decision 0105).
comment on column handover.clips.agreed is 'whether few errors are expected: two recognisers of different kinds heard the same words, or one is sure of them; then the page asks whether they are right';
