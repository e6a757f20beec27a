"""Weather: the forecast of one place from an address that speaks as Open-Meteo does."""
