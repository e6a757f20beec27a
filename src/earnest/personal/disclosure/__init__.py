"""Disclosure: who spoke, found after an escalation with two officers' approval; it stays on this side."""
