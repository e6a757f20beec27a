"""Oversight: what anyone outside can check; today the signed head of the audit log."""
