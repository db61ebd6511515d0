"""What the program needs is pinned, documented, and does not end the process under it."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from PySide6.QtWidgets import QWidget

import afterneedle

CHECKOUT = Path(__file__).parents[1]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
TO_RUN = [Requirement(line) for line in PROJECT["dependencies"]]
TO_ENCRYPT = [Requirement(line) for line in PROJECT["optional-dependencies"]["encryption"]]
TO_DEVELOP = [Requirement(line) for line in PROJECT["optional-dependencies"]["dev"]]
TO_PACKAGE = [Requirement(line) for line in PROJECT["optional-dependencies"]["packaging"]]
LOCKS = ["requirements.lock", *(f"requirements-{name}.lock" for name in ("encryption", "dev", "packaging"))]


def locked(name):
    """The requirements of the lock file `name`, without their hashes."""
    rows = re.findall(r"^([a-z0-9].*?) \\$", (CHECKOUT / name).read_text("utf-8"), re.MULTILINE)
    return [Requirement(row) for row in rows]


def applying(requirements, python):
    """The PySide6 among `requirements` that a Python of that version installs."""
    environment = {"python_version": python, "python_full_version": f"{python}.0"}
    return [
        r
        for r in requirements
        if r.name.lower() == "pyside6-essentials" and (r.marker is None or r.marker.evaluate(environment))
    ]


@pytest.mark.parametrize(
    "requirements",
    [TO_RUN, *map(locked, LOCKS)],
    ids=["pyproject.toml", *LOCKS],
)
def test_python_3_11_never_gets_the_pyside_that_aborts_on_it(requirements):
    [old] = applying(requirements, "3.11")
    assert not old.specifier.contains("6.12.0")
    for python in ("3.12", "3.13", "3.14"):
        assert len(applying(requirements, python)) == 1


def test_qt_calls_without_a_result_do_not_use_up_none(qtbot):
    """PySide6 6.12.0 loses one None a call, and Python 3.11 then aborts; from 3.12 on None cannot be lost."""
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(500):
        widget.setEnabled(True)
    lost = abs(sys.getrefcount(None) - before)
    assert lost <= (50 if sys.version_info < (3, 12) else 0)


def test_everything_that_the_program_imports_is_asked_for():
    """Something that is only here because a tool needs it would be missing at a patient's."""
    modules = Path(afterneedle.__file__).parent.rglob("*.py")
    imported = {name for module in modules for name in imported_by(module)}
    providers = packages_distributions()
    foreign = imported - sys.stdlib_module_names - {"afterneedle"}
    wanted = {provider.replace("_", "-").lower() for name in foreign for provider in providers[name]}
    assert wanted <= {r.name.lower() for r in TO_RUN + TO_ENCRYPT} | {"shiboken6"}


def imported_by(module):
    """The top names of what the source file `module` imports, anywhere in it."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_everything_that_is_needed_is_locked():
    to_run = {r.name for r in locked("requirements.lock")}
    to_encrypt = {r.name for r in locked("requirements-encryption.lock")}
    to_develop = {r.name for r in locked("requirements-dev.lock")}
    to_package = {r.name for r in locked("requirements-packaging.lock")}
    assert {r.name.lower() for r in TO_RUN} <= to_run
    assert to_encrypt == {r.name.lower() for r in TO_ENCRYPT} | to_run
    assert {r.name.lower() for r in TO_DEVELOP} | to_encrypt <= to_develop
    assert {r.name.lower() for r in TO_PACKAGE} | to_encrypt <= to_package
    assert not {r.name.lower() for r in TO_PACKAGE + TO_ENCRYPT} & to_run


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
@pytest.mark.parametrize("larger", LOCKS[1:])
def test_what_is_tested_and_packaged_is_what_a_patient_installs(larger, python, system):
    assert installed("requirements.lock", python, system) <= installed(larger, python, system)


@pytest.mark.parametrize("larger", LOCKS[2:])
def test_what_encrypts_is_the_same_where_it_is_tested_and_packaged(larger):
    [alone] = [r for r in locked("requirements-encryption.lock") if r.name == "sqlcipher3"]
    assert alone in locked(larger)


def installed(name, python, system):
    """What the lock file `name` brings to such a machine."""
    environment = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": system}
    return {
        f"{r.name}{r.specifier}" for r in locked(name) if r.marker is None or r.marker.evaluate(environment)
    }


@pytest.mark.parametrize("name", LOCKS)
def test_the_locks_name_no_place_to_download_from(name):
    text = (CHECKOUT / name).read_text("utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_every_dependency_is_explained():
    text = (CHECKOUT / "docs/dependencies.md").read_text("utf-8")
    assert [r.name for r in TO_RUN + TO_ENCRYPT + TO_DEVELOP + TO_PACKAGE if f"`{r.name}`" not in text] == []
