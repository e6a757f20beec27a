"""Numbers: reads spoken and written numbers in English, German and Dutch; the only place where words become values."""
