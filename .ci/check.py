"""./run check [STEP...]: linters, types, import contracts, and the tests against the built wheel.

`between` is not among them by itself: it is the part of `wheel` that another Python could make fail.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.executable).parent


def lint() -> None:
    """Style, order, traps."""
    call(sys.executable, "-m", "ruff", "check", HERE)
    call(sys.executable, "-m", "ruff", "format", "--check", HERE)


def types() -> None:
    """Every line of the program is typed, also those for the systems that this one is not."""

    def on(platform: str) -> None:
        cache = HERE / ".mypy_cache" / platform
        call(sys.executable, "-m", "mypy", "--no-error-summary", "--platform", platform, "--cache-dir", cache)

    with ThreadPoolExecutor() as at_once:
        list(at_once.map(on, ("linux", "darwin", "win32")))


def imports() -> None:
    """The layers of docs/architecture.md."""
    call(PROGRAMS / "lint-imports", "--no-logo", "--no-cache")


def wheel() -> None:
    """What a person installs passes every test, with the checkout's package out of reach."""
    with installed() as (python, suite):
        # The domain's own tests reach all of it, so that all others run without being traced.
        call(*pytest(python), "tests/domain", "--cov", "--cov-report=term", cwd=suite)
        call(*pytest(python), "--ignore=tests/domain", cwd=suite)


def between() -> None:
    """What a person installs does its main job, and passes the tests of all but window and pages.

    For a Python between two on which all is tried. It gets the very PySide6 and typst of one of these, so
    both are the same there, and the demo, which is among the tests, has every page; what may differ is
    Python.
    """
    with installed() as (python, suite):
        left_out = (f"--ignore=tests/{folder}" for folder in ("drawing", "e2e", "gui", "packaging", "paper"))
        call(*pytest(python), *left_out, cwd=suite)


STEPS: dict[str, Callable[[], None]] = {
    step.__name__: step for step in (lint, types, imports, wheel, between)
}
USUAL = [name for name in STEPS if name != "between"]


@contextmanager
def installed() -> Iterator[tuple[Path, Path]]:
    """The Python of an environment with the built wheel; the suite to try it with."""
    with tempfile.TemporaryDirectory(prefix="afterneedle-") as folder:
        away = Path(folder)
        away.chmod(0o755)  # some tests look on from another account
        call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", away / "dist")
        python = new_python(away / "venv")
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
        call(*pip, "install", "-qq", "--no-input", "--no-deps", "--no-index", *(away / "dist").glob("*.whl"))
        call(*pip, "check")
        call(python.with_name("afterneedle"), "--version")
        left_out = shutil.ignore_patterns(".git", ".venv*", ".*_cache", "__pycache__", "afterneedle")
        shutil.copytree(HERE, away / "suite", ignore=left_out)
        yield python, away / "suite"


def pytest(python: Path) -> tuple[str | Path, ...]:
    """What runs the suite, on all cores, without the tests that need the source tree."""
    return python, "-P", "-m", "pytest", "-m", "not checkout", "-n", "auto", "--dist", "worksteal"


def new_python(folder: Path) -> Path:
    """The Python of a new environment, in which the packages are that this one got from the lock.

    They are borrowed, which takes no time. What leads from among them to the checkout's program is a `.pth`
    file, and Python reads these only in an environment's own folder.
    """
    venv.create(folder)
    own = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder)}))
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def call(*command: str | Path, cwd: Path = HERE) -> None:
    """Run it and show what it prints; a failure ends its step."""
    subprocess.run(command, cwd=cwd, check=True)


def main(names: list[str]) -> int:
    """The exit code: 0 when every step asked for (the usual ones, when none is named) passed."""
    if unknown := set(names) - set(STEPS):
        print(f"no step called {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}", file=sys.stderr)
        return 2
    failed = []
    for name in names or USUAL:
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
