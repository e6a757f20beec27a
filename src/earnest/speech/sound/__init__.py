"""Sound: samples, sound files and collections, levels, and voices that a program makes."""
