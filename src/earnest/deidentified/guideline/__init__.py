"""Guideline: the text that reviewers follow, in versions that a lead writes and each reviewer confirms (RV6)."""
