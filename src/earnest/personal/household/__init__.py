"""Household: the names that a customer wants nobody to hear, sealed; covered in every recording of theirs."""
