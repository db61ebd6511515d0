"""./run check [STEP...]: linters, types, import contracts, and the tests against the built wheel."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.executable).parent


def lint() -> None:
    """Style, order, traps."""
    call(sys.executable, "-m", "ruff", "check", HERE)
    call(sys.executable, "-m", "ruff", "format", "--check", HERE)


def types() -> None:
    """Every line of the program is typed, also those for the systems that this one is not."""
    for platform in ("linux", "darwin", "win32"):
        cache = HERE / ".mypy_cache" / platform
        call(sys.executable, "-m", "mypy", "--no-error-summary", "--platform", platform, "--cache-dir", cache)


def imports() -> None:
    """The layers of docs/architecture.md."""
    call(PROGRAMS / "lint-imports", "--no-logo", "--no-cache")


def wheel() -> None:
    """What a person installs passes every test, with the checkout's package out of reach."""
    with tempfile.TemporaryDirectory(prefix="afterneedle-") as folder:
        away = Path(folder)
        away.chmod(0o755)  # some tests look on from another account
        call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", away / "dist")
        python = new_python(away / "venv")
        pip = (python, "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check")
        locked = ("--require-hashes", "--only-binary", ":all:", "-r", HERE / "requirements-dev.lock")
        call(*pip, "--no-deps", *locked)
        call(python, "-m", "pip", "check")
        call(*pip, "--no-deps", "--no-index", *(away / "dist").glob("*.whl"))
        left_out = shutil.ignore_patterns(".git", ".venv*", ".*_cache", "__pycache__", "afterneedle")
        shutil.copytree(HERE, away / "suite", ignore=left_out)
        options = ("-m", "not checkout", "-n", "auto", "--cov", "--cov-report=term")
        call(python, "-P", "-m", "pytest", *options, cwd=away / "suite")


STEPS: dict[str, Callable[[], None]] = {step.__name__: step for step in (lint, types, imports, wheel)}


def new_python(folder: Path) -> Path:
    """The Python of a new, empty environment."""
    venv.create(folder, with_pip=True)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def call(*command: str | Path, cwd: Path = HERE) -> None:
    """Run it and show what it prints; a failure ends its step."""
    subprocess.run(command, cwd=cwd, check=True)


def main(names: list[str]) -> int:
    """The exit code: 0 when every step asked for (all, when none is named) passed."""
    if unknown := set(names) - set(STEPS):
        print(f"no step called {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}", file=sys.stderr)
        return 2
    failed = []
    for name in names or STEPS:
        print(f"== {name}", flush=True)
        start = time.monotonic()
        try:
            STEPS[name]()
        except subprocess.CalledProcessError as error:
            failed.append(name)
            print(f"== {name} failed (exit {error.returncode})", file=sys.stderr)
        print(f"== {name}: {time.monotonic() - start:.0f} s", flush=True)
    if failed:
        print(f"check: failed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
