"""Processes."""

import gc
import sys

if sys.argv[:1] == ["-m"]:
    # A process of ours starts. What modules are made of is never garbage; looking for it meanwhile took a fifth of the
    # processor's time of the imports (0.80 instead of 0.64 s for the portal). `entry.look_for_garbage` ends this.
    gc.disable()
