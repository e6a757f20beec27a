"""One disguise for every language, whatever the setting says; for tests that bring a profile of their own."""

from earnest.speech.privacy.disguise.profile import DisguiseProfile
from earnest.voices.disguise.profiles import Disguises


class OneDisguise(Disguises):
    """Gives the same profile each time."""

    def __init__(self, profile: DisguiseProfile) -> None:
        super().__init__("warped")
        self._profile = profile

    def of(self, language: str) -> DisguiseProfile:
        assert language
        return self._profile
