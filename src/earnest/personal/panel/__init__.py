"""The invited panel: invitation, a contract of its own, rewards (CN8)."""
