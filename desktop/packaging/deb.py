"""A package for Debian and Ubuntu, from the bundle."""

import gzip
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from afterneedle import __version__
from afterneedle.assets import asset
from bundle import CHECKOUT, HERE
from contents import NEEDED_FROM_THE_SYSTEM, OF_THE_SYSTEM, USED_IF_THERE
from icons import SIZES, write_icon
from libraries import folders_of_others, imports, is_program, newest_glibc
from man_page import man_page
from releases import with_releases

CONTROL = """\
Package: afterneedle
Version: {version}
Architecture: {architecture}
Maintainer: AfterNeedle contributors
Section: science
Priority: optional
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: {recommends}
Description: diary for the days after dry needling
 You record the session, check in once a day, see what is ordinary soreness and
 what needs someone's attention, are reminded until it is over, and print a page
 that a doctor reads in a minute. Everything stays in one file on your own
 computer.
 .
 It informs. It never says what causes a symptom, and it does not replace a
 doctor.
"""


class Unfit(Exception):
    """The bundle cannot become a package that works on every machine; says why."""


def make_deb(bundle: Path, folder: Path, day: date) -> Path:
    """Pack the bundle with all that a desktop reads of a program; `day`: of the manual page. Raises Unfit."""
    depends, recommends = dependencies(bundle)
    architecture = _said("dpkg", "--print-architecture")
    with tempfile.TemporaryDirectory(prefix="afterneedle-") as name:
        root = Path(name) / "root"
        shutil.copytree(bundle, root / "usr/lib/afterneedle", symlinks=True)
        add_desktop_files(root / "usr", day)
        size = sum(file.lstat().st_size for file in root.rglob("*") if file.is_file())
        control = CONTROL.format(
            version=__version__,
            architecture=architecture,
            kilobytes=size // 1024,
            depends=", ".join(depends),
            recommends=", ".join(recommends),
        )
        _write(root / "DEBIAN/control", control)
        for path in (root, *root.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.name == "afterneedle" else 0o644)
        deb = folder / f"afterneedle_{__version__}_{architecture}.deb"
        _said("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(deb))
    return deb


def dependencies(bundle: Path) -> tuple[list[str], list[str]]:
    """The packages that it cannot do without, and those that it uses if they are there. Raises Unfit."""
    programs = [file for file in bundle.rglob("*") if file.is_file() and is_program(file)]
    asked = {library for file in programs for library in imports(str(file))}
    asked -= {file.name for file in programs}
    if unnamed := asked - set(OF_THE_SYSTEM):
        raise Unfit(f"contents.py names no package for {', '.join(sorted(unnamed))}")
    if elsewhere := {folder for file in programs for folder in folders_of_others(str(file))}:
        raise Unfit(
            f"it looks for libraries in {', '.join(sorted(elsewhere))}; build it with the system's Python"
        )
    needed = {NEEDED_FROM_THE_SYSTEM[library] for library in asked & set(NEEDED_FROM_THE_SYSTEM)} - {"libc6"}
    used = {USED_IF_THERE[library] for library in asked & set(USED_IF_THERE)}
    return [f"libc6 (>= {newest_glibc(programs)})", *sorted(needed)], sorted(used)


def add_desktop_files(usr: Path, day: date) -> None:
    """The command, the entry of the menu, the icon, the words for a software centre, manual and licence."""
    (usr / "bin").mkdir(parents=True)
    (usr / "bin/afterneedle").symlink_to("../lib/afterneedle/afterneedle")
    share = usr / "share"
    _copy(HERE / "linux/afterneedle.desktop", share / "applications")
    changelog = (CHECKOUT / "CHANGELOG.md").read_text("utf-8")
    metainfo = HERE / "linux/afterneedle.metainfo.xml"
    _write(share / "metainfo" / metainfo.name, with_releases(metainfo.read_text("utf-8"), changelog, day))
    icons = share / "icons/hicolor"
    _write(icons / "scalable/apps/afterneedle.svg", asset("icons/app.svg").read_text("utf-8"))
    for size in SIZES:
        write_icon(icons / f"{size}x{size}/apps/afterneedle.png", size)
    _write_small(share / "man/man1/afterneedle.1.gz", man_page(day))
    about = share / "doc/afterneedle"
    _write_small(about / "NEWS.gz", changelog)
    _write(about / "copyright", copyright_text())


def copyright_text() -> str:
    """The licence, and where those of the parts are."""
    parts = (
        "The program has its own copies of Python, Qt and some Python packages. Their licences are in",
        "/usr/lib/afterneedle/_internal/licences, and in the folders *.dist-info beside it.",
    )
    return "\n".join((*parts, "", (CHECKOUT / "LICENSE").read_text("utf-8")))


def _copy(file: Path, folder: Path) -> None:
    _write(folder / file.name, file.read_text("utf-8"))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _write_small(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), mtime=0))


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
