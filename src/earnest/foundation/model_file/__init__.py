"""Model file: named parts in one file, the same bytes for the same parts, refused when damaged."""
