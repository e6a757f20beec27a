"""Customers: people with an account, their devices and their sessions."""
