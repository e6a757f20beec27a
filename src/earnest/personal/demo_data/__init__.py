"""Demo data: the owner of a household sees in the portal that a demo lies beside the own data, and removes it."""
