"""Adaptation: what a person's corrections teach the person's own assistant; it never crosses the handover."""
