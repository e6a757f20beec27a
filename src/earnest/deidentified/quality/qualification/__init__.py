"""Qualification: a reviewer takes a test of planted clips for a language; only a lead refuses a reviewer."""
