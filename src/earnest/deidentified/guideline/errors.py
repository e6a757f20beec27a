"""Guideline errors.

EarnestError
├── NotFound
│   └── GuidelineVersionUnknown
├── Conflict
│   ├── GuidelineApprovalRefused
│   ├── GuidelineUnconfirmed
│   └── GuidelineWrittenMeanwhile
└── InvalidInput
    └── GuidelineTextUnfit
"""

from earnest.foundation.errors import Conflict, InvalidInput, NotFound


class GuidelineVersionUnknown(NotFound):
    """There is no such version of the guideline."""

    code = "guideline_version_unknown"
    remedy = "Load the versions again."


class GuidelineUnconfirmed(Conflict):
    """The guideline has a new version, which you have not confirmed."""

    code = "guideline_unconfirmed"
    remedy = "Read what has changed and confirm it; then go on."


class GuidelineWrittenMeanwhile(Conflict):
    """Another version was published since you began to write."""

    code = "guideline_written_meanwhile"
    remedy = "Load the guideline again, and write your changes into it."


class GuidelineApprovalRefused(Conflict):
    """You wrote this version, under this or another account, or it does not wait for an approval any more."""

    code = "guideline_approval_refused"
    remedy = "Ask another lead to approve it, or load the versions again."


class GuidelineTextUnfit(InvalidInput):
    """A guideline has sections that begin with `## ` and a title, none of them empty, and its text has changed."""

    code = "guideline_text_unfit"
    remedy = "Write each title on a line of its own as `## Title`, and text below it; change something."
