"""A Debian with nothing on it gets the .deb, is used by shell and by window, and loses it again."""

import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from afterneedle import PAGES
from afterneedle.transfer import Kind
from in_the_window import EVENING, use_the_window

SUITE = "bookworm"
APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y", "-o", "Dpkg::Use-Pty=0")
PATIENT = "patient"
WORDS, OTHER_WORDS = "four calm green words", "Ünïcode ☂ words"
SAMPLE = {
    "format": "afterneedle-diary",
    "version": 1,
    "sessions": [{"id": "s1", "ended_at": "2026-03-02T10:00:00+00:00", "sites": ["trapezius_top.r"]}],
    "check_ins": [
        {
            "id": "c1",
            "felt_at": EVENING,
            "red_flags": {"asked": True, "present": ["rf_chest"]},
            "observations": [{"symptom": "soreness", "place": "trapezius_top.r", "worst": 3}],
        }
    ],
}


class Machine:
    """A Debian in a folder; commands run in it as if it were the computer."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *command: str, by: str = "root", typed: str = "") -> str:
        """What the command prints. `typed`: on its standard input. Raises CalledProcessError."""
        home = "/root" if by == "root" else f"/home/{by}"
        clean = ("env", "-i", f"HOME={home}", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8")
        inside = ("chroot", f"--userspec={by}:{by}", str(self.root), *clean, *command)
        return subprocess.run(inside, check=True, stdout=subprocess.PIPE, text=True, input=typed).stdout

    def packages(self) -> set[str]:
        """The names of what is installed."""
        return set(self.run("dpkg-query", "-W", "-f", "${db:Status-Abbrev}${Package}\n").split())


def try_deb(deb: Path, folder: Path | None) -> int:
    """Do it all and print what happened; an AssertionError or CalledProcessError says what did not."""
    with ExitStack() as ends:
        away = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="afterneedle-", dir=folder)))
        with _step("a clean Debian"):
            make = ["debootstrap", "--variant=minbase", SUITE, away / "root"]
            subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
        machine = Machine(away / "root")
        ends.enter_context(_mounted("-t", "proc", "proc", away / "root/proc"))
        ends.enter_context(_mounted("--bind", "/tmp", away / "root/tmp"))
        before = machine.packages()
        with _step("install"):
            (away / "root/afterneedle.deb").write_bytes(deb.read_bytes())
            machine.run(*APT, "install", "--no-install-recommends", "/afterneedle.deb")
        print(f"  with it came {len(machine.packages() - before) - 1} packages of Debian's")
        machine.run("useradd", "--create-home", PATIENT)
        with _step("by shell"):
            by_shell(machine)
        with _step("by ear, in the window"):
            use_the_window(machine.root)
        with _step("remove"):
            machine.run(*APT, "purge", "afterneedle")
        left = [str(file.relative_to(machine.root)) for file in _files_named(machine.root)]
        assert sorted(left) == [f"home/{PATIENT}/.local/share/afterneedle"], left
        assert (machine.root / left[0] / "diary.db").stat().st_size
        print("  only the diary stays")
    return 0


def by_shell(machine: Machine) -> None:
    """An account that may nothing more than others uses every kind of command."""

    def say(*words: str, typed: str = "") -> str:
        return machine.run("afterneedle", "--now", EVENING, *words, by=PATIENT, typed=typed)

    home = machine.root / "home" / PATIENT
    (home / "sample.json").write_text(json.dumps(SAMPLE))
    assert "check-ins: 1" in say("import", f"/home/{PATIENT}/sample.json")
    assert json.loads(say("flags", "--json"))["level"] == "emergency"
    for ending in (kind.value for kind in Kind):
        say("export", f"/home/{PATIENT}/out{ending}")
        assert (home / f"out{ending}").stat().st_size, ending
    say("report", f"/home/{PATIENT}/out.pdf")
    assert (home / "out.pdf").read_bytes().startswith(b"%PDF")
    assert say("remind")
    assert "is whole" in say("verify")
    assert say("backup", f"/home/{PATIENT}")
    with_a_passphrase(say, home / ".local/share/afterneedle/diary.db")
    say("demo", f"/home/{PATIENT}/demo")
    assert len(list((home / "demo").glob("*.png"))) == len(PAGES)


def with_a_passphrase(say: Callable[..., str], diary: Path) -> None:
    """The diary gets one, is read with it and by the recovery code, and loses it again."""
    before = say("flags", "--json")
    code = say("passphrase", typed=f"{WORDS}\n").partition("Recovery code: ")[2].split()[0]
    assert b"SQLite format" not in diary.read_bytes()
    assert say("flags", "--json", typed=f"{WORDS}\n") == before
    say("passphrase", "--recover", typed=f"{code}\n{OTHER_WORDS}\n")
    say("passphrase", "--remove", typed=f"{OTHER_WORDS}\n")
    assert say("flags", "--json") == before


def _files_named(root: Path) -> Iterator[Path]:
    """What is called afterneedle, without what lies in it."""
    for top in ("etc", "home", "opt", "root", "usr", "var"):
        found = sorted((root / top).rglob("*afterneedle*"))
        yield from (file for file in found if not set(file.parents) & set(found) and "apt" not in file.parts)


@contextmanager
def _mounted(*words: str | Path) -> Iterator[None]:
    subprocess.run(["mount", *words], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", words[-1]], check=True)


@contextmanager
def _step(name: str) -> Iterator[None]:
    start = time.monotonic()
    yield
    print(f"{name}: {time.monotonic() - start:.0f} s", flush=True)
