"""On Windows and on a Mac the program speaks the language that is chosen in the system's settings."""

import ctypes
import plistlib
import sys

import pytest

from afterneedle.content.language import wanted_languages
from afterneedle.content.system_language import system_languages

BY_NAME = 8  # MUI_LANGUAGE_NAME, in winnls.h
SYSTEM = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in SYSTEM:
        monkeypatch.delenv(name, raising=False)


class Kernel32:
    """Answers as Windows does: a first call without a buffer tells its size, both null characters counted."""

    def __init__(self, names):
        self.names, self.list = names, "".join(f"{name}\0" for name in names or ()) + "\0"

    def __call__(self, library):
        assert library == "kernel32"
        return self

    def GetUserPreferredUILanguages(self, flags, count, buffer, size):
        if flags != BY_NAME or self.names is None:
            return 0
        if buffer is not None:
            if size._obj.value < len(self.list):
                return 0
            buffer[: len(self.list)] = self.list
        count._obj.value, size._obj.value = len(self.names), len(self.list)
        return 1


@pytest.fixture
def windows(monkeypatch):
    def with_languages(names):
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(ctypes, "WinDLL", Kernel32(names), raising=False)

    return with_languages


@pytest.fixture
def mac(monkeypatch, tmp_path):
    def with_preferences(content):
        monkeypatch.setattr(sys, "platform", "darwin")
        file = tmp_path / "Library" / "Preferences" / ".GlobalPreferences.plist"
        file.parent.mkdir(parents=True)
        file.write_bytes(content)

    return with_preferences


# As the two systems write them down for German of Austria before English, and so on.
@pytest.mark.parametrize(
    ("tags", "languages"),
    [
        (["de-AT", "en-GB"], ["de_AT", "en_GB"]),
        (["pt-BR"], ["pt_BR"]),
        (["de"], ["de"]),
        (["zh-Hans-CN", "zh-Hant"], ["zh_CN", "zh"]),
        (["sr-Latn-RS"], ["sr_RS"]),
        (["es-419"], ["es_419"]),
        (["ca-ES-valencia"], ["ca_ES"]),
        ([], []),
    ],
)
def test_the_languages_of_the_settings_are_wanted_in_their_order(windows, mac, tags, languages):
    windows(tags)
    assert system_languages() == languages
    mac(plistlib.dumps({"AppleLanguages": tags, "AppleLocale": "de_AT"}, fmt=plistlib.FMT_BINARY))
    assert system_languages() == languages


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"no plist", b"bplist00", b"<?xml version='1.0'?><plist><dict>"),
        *(plistlib.dumps({}), plistlib.dumps([]), plistlib.dumps({"AppleLanguages": 3})),
    ],
)
def test_a_mac_whose_settings_cannot_be_read_says_nothing(mac, content):
    mac(content)
    assert system_languages() == []


def test_a_windows_that_does_not_answer_says_nothing(windows):
    windows(None)
    assert system_languages() == []


def test_elsewhere_only_the_environment_says(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    assert system_languages() == []
    assert wanted_languages() == []


def test_each_language_is_wanted_with_its_country_and_without(windows):
    windows(["de-AT", "fr"])
    assert wanted_languages() == ["de_AT", "de", "fr", "fr"]


def test_the_environment_comes_before_the_settings(windows, monkeypatch):
    windows(["de-AT"])
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert wanted_languages() == ["fr_FR", "fr"]
