"""Attackers who try to recognise a person in spite of a disguise, and what they are measured with."""
