"""Sound: samples, sound files, levels, and voices that a program makes."""
