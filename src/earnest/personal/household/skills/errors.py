"""Errors of a household's skills.

EarnestError
├── InvalidInput
│   └── SkillSettingsInvalid
├── NotAllowed
│   └── SkillsForHouseholds
└── NotFound
    └── SkillMissing
"""

from earnest.foundation.errors import InvalidInput, NotAllowed, NotFound


class SkillSettingsInvalid(InvalidInput):
    """A setting that the skill needs is missing, too long, or no address."""

    code = "skill_settings_invalid"
    remedy = "Fill in every field; an address begins with http:// or https:// and names a host."


class SkillsForHouseholds(NotAllowed):
    """Skills that ask other hosts belong to a household on its own machine."""

    code = "skills_for_households"
    remedy = "The owner of the machine can switch them on."


class SkillMissing(NotFound):
    """There is no such skill."""

    code = "skill_missing"
    remedy = "See which skills are installed; one of another package needs a restart after it was installed."
