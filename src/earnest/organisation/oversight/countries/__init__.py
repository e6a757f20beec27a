"""The matrix of countries: who is called, one file for each country (DC5)."""
