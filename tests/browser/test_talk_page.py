"""The page Talk in a real Chromium, whose microphone plays recordings of people and of espeak-ng."""
