"""The packages that the program runs on: names, versions, licences and their texts, as they are installed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from afterneedle.assets import asset

# In a checkout the program itself is not installed, so nothing else there knows these.
RUN_BY = (
    "PySide6-Essentials",
    "fontpkg",
    "fontpkg-noto-sans",
    "fontpkg-noto-sans-arabic",
    "icalendar",
    "jeepney",
    "platformdirs",
    "sqlite-utils",
    "typst",
    "tzdata",
    "tzlocal",
)
ENCRYPTS = "sqlcipher3"  # where it can be had
WITHIN = ("SQLCipher", "OpenSSL")  # what its one library holds; it brings neither's text
OF_ALL = "Zlib; SQLCipher: BSD-3-Clause; OpenSSL: Apache-2.0"
LGPL = ("LGPL-3.0", "GPL-3.0")  # a library under the first, which builds on the second
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_IS_TEXT = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)


@dataclass(frozen=True)
class Licence:
    """One package, the short name of its licence ("" when it does not say), and its texts in one."""

    package: str
    version: str
    name: str
    text: str


def licences() -> list[Licence]:
    """Every package that is needed to run and is installed here, in the order of the alphabet."""
    found: dict[str, Distribution] = {}
    _add(found, (*RUN_BY, ENCRYPTS))
    return sorted((_licence(package) for package in found.values()), key=lambda one: one.package.casefold())


def _add(found: dict[str, Distribution], names: Iterable[str]) -> None:
    """Look the packages up, and what they need in turn; what another system needs is not here."""
    for name in names:
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        if package.name not in found:
            found[package.name] = package
            _add(found, _needs(package))


def _needs(package: Distribution) -> Iterator[str]:
    for line in package.requires or ():
        name = _NAME.match(line)
        if name and "extra ==" not in line:
            yield name.group()


def _licence(package: Distribution) -> Licence:
    def said(field: str) -> list[str]:
        return package.metadata.get_all(field) or []

    kinds = [line.rpartition(" :: ")[2] for line in said("Classifier") if line.startswith("License ::")]
    name = next(iter([*said("License-Expression"), *said("License"), *kinds]), "")
    texts = list(_texts(package))
    if not texts and name.startswith(LGPL[0]):
        texts = list(map(_ours, LGPL))
    if package.name == ENCRYPTS:
        name, texts = OF_ALL, [*texts, *map(_ours, WITHIN)]
    return Licence(package.name, package.version, name.partition("\n")[0], "\n\n\n".join(texts))


def _texts(package: Distribution) -> Iterator[str]:
    for file in package.files or ():
        if ".dist-info" in file.parts[0] and _IS_TEXT.search(file.name):
            yield file.read_text("utf-8")


def _ours(name: str) -> str:
    """A text that no package brings."""
    return asset(f"licences/{name}.txt").read_text("utf-8")
