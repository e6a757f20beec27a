# Only what Earnest uses.
