"""Vocabulary: the words of each language that say that something personal is being said."""
