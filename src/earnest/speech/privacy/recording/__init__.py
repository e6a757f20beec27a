"""Recording: what is done to one recording before a person may hear it, decided purely: sound, words and rules only."""
