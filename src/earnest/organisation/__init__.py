"""Organisation: who works with Earnest, and what can be checked of it: identifiers and figures, no sound, no words."""
