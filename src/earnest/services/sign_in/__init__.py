"""Sign-in: what accounts of staff and of customers have in common: password proofs, limits of attempts, tokens."""
