"""Household: the names that a customer wants covered, sealed; covered in every recording of theirs."""
