"""./run pictures DIR: every page in every look, in two languages that nobody speaks as well."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from messages import HERE, all_texts, catalogues
from pseudo import LONG, MIRRORED, write_pseudo

LOOKS = {"pseudo": LONG, "rtl": MIRRORED}
PROGRAM = (sys.executable, "-P", "-m", "afterneedle.gui.pictures")


def main(words: list[str]) -> int:
    """Make the pictures in the folder that is named; a language is chosen once a program, so one each."""
    status = subprocess.call([*PROGRAM, *words])
    if status:
        return status
    with tempfile.TemporaryDirectory() as locale:
        texts = catalogues(all_texts(HERE / "desktop" / "afterneedle", HERE / "resources"))
        for look, language in LOOKS.items():
            write_pseudo(language, texts, Path(locale))
            spoken = {"AFTERNEEDLE_LOCALE": locale, "LANGUAGE": language, "XDG_CONFIG_HOME": locale}
            status = status or subprocess.call([*PROGRAM, *words, look], env=os.environ | spoken)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
