"""Claims: people without an account ask for what was kept of them at a device and a time (S29, RI7)."""
