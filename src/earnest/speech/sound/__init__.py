"""Sound: samples, their levels, where in them people speak, and voices that a program makes."""
