"""The program finds its resources however it was installed; wheel and sdist hold what they must."""

import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

import afterneedle

CHECKOUT = Path(__file__).parents[1]
FIND_THE_RESOURCES = """
from afterneedle.content.catalogue import load_catalogue
print(len(load_catalogue().places), end="")
"""

pytestmark = pytest.mark.checkout


SOURCE = {
    "folders": (".ci", "desktop", "docs", "resources", "tests"),
    "files": (
        ".gitignore",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "README.md",
        "pyproject.toml",
        "requirements-dev.lock",
        "requirements-encryption.lock",
        "requirements-packaging.lock",
        "requirements.lock",
        "run",
    ),
}


def built(kind, checkout, folder):
    """The one file of that kind that a source tree makes."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder]
    subprocess.run(build, cwd=checkout, check=True, capture_output=True)
    [file] = folder.iterdir()
    return file


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    return built("wheel", CHECKOUT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def source(tmp_path_factory):
    """The sdist, unpacked."""
    file = built("sdist", CHECKOUT, tmp_path_factory.mktemp("dist"))
    folder = tmp_path_factory.mktemp("source")
    subprocess.run(["tar", "-xf", file, "-C", folder], check=True)  # Python's own differs by version
    return folder / f"afterneedle-{afterneedle.__version__}"


@pytest.fixture(scope="session")
def names(wheel):
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(params=["a checkout", "an editable install", "an installed wheel", "a zip"])
def path_of_an_install(request, wheel, tmp_path):
    """What stands on Python's path in each way to have the program."""
    match request.param:
        case "a checkout":
            return CHECKOUT / "desktop"
        case "an editable install":
            (tmp_path / "afterneedle.pth").write_text(f"{CHECKOUT / 'desktop'}\n")
            (tmp_path / "sitecustomize.py").write_text(f"import site; site.addsitedir({str(tmp_path)!r})")
            return tmp_path
        case "an installed wheel":
            pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target"]
            subprocess.run([*pip, tmp_path, wheel], check=True, capture_output=True)
            return tmp_path
    return wheel


def test_the_resources_are_found_from_anywhere(path_of_an_install, tmp_path):
    command = [sys.executable, "-P", "-c", FIND_THE_RESOURCES]
    environment = {"PYTHONPATH": str(path_of_an_install)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("122", "")


def test_the_wheel_holds_every_resource(names):
    folder = CHECKOUT / "resources"
    expected = {f"afterneedle/resources/{file.relative_to(folder).as_posix()}" for file in files_of(folder)}
    assert {name for name in names if name.startswith("afterneedle/resources/")} == expected


def test_the_wheel_holds_every_module_and_says_that_it_is_typed(names):
    folder = CHECKOUT / "desktop"
    modules = {file.relative_to(folder).as_posix() for file in files_of(folder / "afterneedle")}
    assert modules <= names
    assert "afterneedle/py.typed" in names


def test_the_wheel_holds_neither_tests_nor_tools(names):
    assert {name.split("/")[0] for name in names} == {
        "afterneedle",
        f"afterneedle-{afterneedle.__version__}.dist-info",
    }


def test_resources_are_data_only():
    """A module among them would break the editable install."""
    assert not list((CHECKOUT / "resources").rglob("*.py"))


def test_the_wheel_offers_a_command_and_a_window(wheel, names):
    [entry_points] = [name for name in names if name.endswith("entry_points.txt")]
    assert read(wheel, entry_points).split("\n\n") == [
        "[console_scripts]\nafterneedle = afterneedle.__main__:main",
        "[gui_scripts]\nafterneedle-window = afterneedle.__main__:main\n",
    ]


def test_the_wheel_says_which_python_it_needs_and_its_licence(wheel, names):
    [metadata] = [name for name in names if name.endswith(".dist-info/METADATA")]
    headers = HeaderParser().parsestr(read(wheel, metadata))
    assert headers["Requires-Python"] == ">=3.11"
    assert headers["License-Expression"] == "MIT"
    assert headers["Version"] == afterneedle.__version__
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_sdist_holds_the_whole_source_and_nothing_else(source):
    expected = {"PKG-INFO", *SOURCE["files"]}
    for folder in SOURCE["folders"]:
        expected |= {file.relative_to(CHECKOUT).as_posix() for file in files_of(CHECKOUT / folder)}
    assert {file.relative_to(source).as_posix() for file in files_of(source)} == expected


def test_the_sdist_makes_the_very_same_wheel(source, wheel, tmp_path):
    again = built("wheel", source, tmp_path / "dist")
    assert content_of(again) == content_of(wheel)


def test_the_sdist_can_start_the_program(source):
    assert (source / "run").stat().st_mode & 0o111


def content_of(wheel):
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def files_of(folder):
    return [file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts]


def read(wheel, name):
    return zipfile.ZipFile(wheel).read(name).decode()
