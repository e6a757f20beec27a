"""Collections: folders and lists of recordings in the forms that the field uses, read as files and never run."""
