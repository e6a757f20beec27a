"""Talk: a signed-in person talks to the assistant in the portal's page, whose browser is a device of theirs."""
