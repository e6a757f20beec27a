"""Phone hearing: which speech sounds were made, whatever words they may be."""
