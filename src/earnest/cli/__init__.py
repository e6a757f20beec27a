"""Commands of `earnest`; each module loads one side only."""
