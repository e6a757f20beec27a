"""Consent: what a person has said yes to, in which words, and until when."""
