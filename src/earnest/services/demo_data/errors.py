"""Errors of demo data.

EarnestError
└── NotFound
    └── DemoMissing
"""

from earnest.foundation.errors import NotFound


class DemoMissing(NotFound):
    """There is no demo beside your own data, or it was removed already."""

    code = "demo_missing"
    remedy = "`earnest run --tour` makes one; EARNEST_DATA names the folder of your own data."
