"""Retention: ends the life of recordings, clips and links: on their end date, by withdrawal, by deletion."""
