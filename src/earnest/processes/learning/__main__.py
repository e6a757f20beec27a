"""Run the learning child. A module of this name is not imported again by the processes that listen to clips for it.

They would load all that learning needs, three seconds of the processor each, and decode with a small part of it.
"""

import sys

from earnest.processes.entry import look_for_garbage
from earnest.processes.learning import main

look_for_garbage()
sys.exit(main(sys.argv[1:]))
