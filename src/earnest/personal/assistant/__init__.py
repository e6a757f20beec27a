"""Assistant: answers requests in the language of the person who asks."""
