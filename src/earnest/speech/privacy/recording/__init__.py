"""Recording: what is done to one recording before anybody may hear it, decided purely: sound, words and rules only."""
