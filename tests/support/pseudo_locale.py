"""Programs that speak a language nobody speaks, with catalogues made from the code as it is now."""

import os
import subprocess
import sys
from pathlib import Path

import afterneedle
from messages import HERE, all_texts, catalogues
from pseudo import write_pseudo

PACKAGE = Path(afterneedle.__file__).parent


def program_in(language: str, module: str, home: Path, *words: str) -> str:
    """What a module of tests/support prints in this language; it must not fail."""
    write_pseudo(language, catalogues(all_texts(PACKAGE, HERE / "resources")), home)
    spoken = {
        "AFTERNEEDLE_LOCALE": str(home),
        "LANGUAGE": language,
        "PYTHONPATH": os.pathsep.join([str(HERE / "tests"), str(HERE / ".ci"), str(PACKAGE.parent)]),
        "PYTHONWARNINGS": "error",
        "XDG_CONFIG_HOME": str(home),
    }
    line = [sys.executable, "-P", "-m", f"support.{module}", str(home), *words]
    done = subprocess.run(line, env=os.environ | spoken, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
