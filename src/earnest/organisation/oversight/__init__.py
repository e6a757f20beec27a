"""Oversight: what the public can check: the signed head of the audit log."""
