"""Skills of a household: which are switched on, what they are told, and what they fetched; all sealed."""
