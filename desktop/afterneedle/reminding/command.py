"""How this very program is started again."""

import sys
from pathlib import Path


def own_command(*words: str) -> list[str]:
    """The command line that starts AfterNeedle with these words, as it was started itself."""
    program = Path(sys.executable)
    if getattr(sys, "frozen", False):
        return [str(program), *words]
    if sys.platform == "win32":
        silent = program.with_name("pythonw.exe")  # opens no console beside our window
        program = silent if silent.exists() else program
    return [str(program), "-P", "-m", "afterneedle", *words]
