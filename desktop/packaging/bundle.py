"""The program with its own Python and Qt, as one folder that runs where it is put."""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
LOCK = CHECKOUT / "requirements-packaging.lock"


def make_bundle(folder: Path) -> Path:
    """Build folder/afterneedle from a wheel of this checkout and the versions of the lock."""
    with tempfile.TemporaryDirectory(prefix="afterneedle-") as name:
        away = Path(name)
        _call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", away)
        venv.create(away / "venv", with_pip=True)
        python = away / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        pip = (
            python,
            "-m",
            "pip",
            "install",
            "-qq",
            "--no-input",
            "--disable-pip-version-check",
            "--no-deps",
        )
        _call(*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCK)
        _call(*pip, "--no-index", *away.glob("*.whl"))
        shutil.rmtree(folder / "afterneedle", ignore_errors=True)
        options = ("--noconfirm", "--log-level", "WARN", "--distpath", folder, "--workpath", away / "work")
        environment = {"PYINSTALLER_CONFIG_DIR": str(away / "cache")}
        _call(python, "-m", "PyInstaller", *options, HERE / "afterneedle.spec", **environment)
    return folder / "afterneedle"


def _call(*command: str | Path, **environment: str) -> None:
    subprocess.run(command, cwd=CHECKOUT, env=os.environ | environment, check=True)
