"""Whisper: the recogniser of open speech in many languages, run by CTranslate2 from weights on this machine."""
