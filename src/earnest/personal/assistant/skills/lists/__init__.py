"""Lists: shopping and other lists of the household."""
