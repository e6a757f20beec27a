"""Clients: ask the services of Earnest from outside, as devices, browsers and Home Assistant do."""
