"""Help with a hard word: two seconds of sound and one word, and nothing else can pass."""
