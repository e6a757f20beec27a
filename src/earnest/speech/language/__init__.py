"""Language: words and what they are: wording, numbers, pronunciations, recognised words."""
