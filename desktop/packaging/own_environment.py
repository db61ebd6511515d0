"""Run in the bundle before the program: what it starts in turn must find the system's libraries, not ours.

When it starts itself, to remind or to work apart, PyInstaller's bootloader must look for ours anew: its notes
of this start would keep it from that.
"""

import os
import sys

if sys.platform.startswith("linux"):
    for name in [name for name in os.environ if name.startswith("_PYI_")]:
        del os.environ[name]
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = before
