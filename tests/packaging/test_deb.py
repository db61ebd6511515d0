"""The package for Debian asks for what the program loads, and puts each file where a desktop looks."""

import gzip
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from afterneedle import __version__
from deb import Unfit, dependencies, make_deb
from libraries import newest_glibc
from package import package

pytestmark = pytest.mark.checkout

DAY = date(2026, 3, 2)


@pytest.fixture
def bundle(tmp_path):
    """Something that starts, in place of the program, and a text beside it."""
    folder = tmp_path / "bundle"
    (folder / "_internal").mkdir(parents=True)
    shutil.copy(shutil.which("true"), folder / "afterneedle")
    (folder / "_internal/notes.txt").write_text("data")
    (folder / "_internal/notes.txt").chmod(0o600)
    return folder


@pytest.fixture
def headers(tmp_path, monkeypatch):
    """Has every program say these lines of itself, in the words of objdump."""

    def say(*lines):
        text = "\n".join(["Dynamic Section:", *(f"  {line}" for line in lines)])
        program = tmp_path / "bin/objdump"
        program.parent.mkdir()
        program.write_text(f"#!{sys.executable}\nprint({text!r})\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent), prepend=":")

    return say


@pytest.fixture
def installed(qapp, bundle, tmp_path):
    """The files of the package, as they lie on a machine that has it."""
    deb = make_deb(bundle, tmp_path, DAY)
    subprocess.run(["dpkg-deb", "-x", deb, tmp_path / "machine"], check=True)
    return tmp_path / "machine"


def test_the_command_is_the_program_of_the_bundle(installed):
    command = installed / "usr/bin/afterneedle"
    assert command.resolve() == (installed / "usr/lib/afterneedle/afterneedle").resolve()
    subprocess.run([command], check=True)


def test_everybody_can_read_it_and_nobody_but_root_change_it(qapp, bundle, tmp_path):
    deb = make_deb(bundle, tmp_path, DAY)
    line = ["dpkg-deb", "-c", deb]
    rows = subprocess.run(line, capture_output=True, text=True, check=True).stdout.splitlines()
    assert {row.split()[1] for row in rows} == {"root/root"}
    modes = {row.split()[5]: row.split()[0] for row in rows}
    assert modes["./usr/lib/afterneedle/_internal/notes.txt"] == "-rw-r--r--"
    assert modes["./usr/lib/afterneedle/afterneedle"] == "-rwxr-xr-x"
    assert {mode for mode in modes.values() if mode[0] == "d"} == {"drwxr-xr-x"}


def test_menu_icon_manual_and_licence_are_where_a_desktop_looks(installed):
    share = installed / "usr/share"
    assert (share / "applications/afterneedle.desktop").is_file()
    assert "<release " in (share / "metainfo/afterneedle.metainfo.xml").read_text("utf-8")
    assert (share / "icons/hicolor/scalable/apps/afterneedle.svg").is_file()
    assert (share / "icons/hicolor/48x48/apps/afterneedle.png").is_file()
    assert gzip.decompress((share / "man/man1/afterneedle.1.gz").read_bytes()).startswith(
        b".TH AFTERNEEDLE 1"
    )
    assert "MIT License" in (share / "doc/afterneedle/copyright").read_text()


def test_it_says_what_it_is_and_how_large(qapp, bundle, tmp_path):
    deb = make_deb(bundle, tmp_path, DAY)

    def field(name):
        line = ["dpkg-deb", "-f", deb, name]
        return subprocess.run(line, capture_output=True, text=True, check=True).stdout.strip()

    assert deb.name == f"afterneedle_{__version__}_{field('Architecture')}.deb"
    assert (field("Package"), field("Version")) == ("afterneedle", __version__)
    assert int(field("Installed-Size")) > 0
    assert field("Depends").startswith("libc6 (>= 2.")
    assert field("Description").startswith("diary for the days after dry needling\n")


def test_it_asks_for_the_package_of_each_library_that_the_system_has(bundle, headers):
    headers(
        "NEEDED  libGL.so.1", "NEEDED  libxcb-cursor.so.0", "NEEDED  libcups.so.2", "RUNPATH  $ORIGIN/Qt/lib"
    )
    [libc, *needed], used = dependencies(bundle)
    assert libc.startswith("libc6 (>= ")
    assert (needed, used) == (["libgl1", "libxcb-cursor0"], ["libcups2"])


def test_a_library_that_no_package_is_known_for_stops_it(bundle, headers):
    headers("NEEDED  libc.so.6", "NEEDED  libunheard.so.7")
    with pytest.raises(Unfit, match=r"libunheard\.so\.7"):
        dependencies(bundle)


def test_a_library_of_its_own_needs_no_package(bundle, headers):
    shutil.copy(bundle / "afterneedle", bundle / "_internal/libQt6Core.so.6")
    headers("NEEDED  libQt6Core.so.6")
    assert dependencies(bundle)[0][1:] == []


@pytest.mark.parametrize("line", ["RUNPATH  /home/builder/lib", "RPATH  $ORIGIN:/home/builder/lib"])
def test_a_program_that_looks_for_libraries_at_the_builders_stops_it(bundle, headers, line):
    headers(line)
    with pytest.raises(Unfit, match="/home/builder/lib"):
        dependencies(bundle)


def test_who_packages_reads_in_a_sentence_why_it_cannot_be(bundle, headers, monkeypatch, capsys):
    monkeypatch.setattr("package.make_bundle", lambda folder: bundle)
    headers("RUNPATH  /home/builder/lib")
    assert package(bundle.parent) == 1
    said = capsys.readouterr().err
    assert said.startswith("./run package: it looks for libraries in /home/builder/lib")
    assert len(said.splitlines()) == 1


def test_the_newest_symbol_of_all_decides_which_glibc(tmp_path):
    files = [tmp_path / "old", tmp_path / "new"]
    for file, version in zip(files, (b"2.9", b"2.34"), strict=True):
        Path(file).write_bytes(b"\0GLIBC_2.2.5\0GLIBC_" + version + b"\0GLIBCXX_3.4.30\0")
    assert newest_glibc(files) == "2.34"
