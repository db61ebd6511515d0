"""What a reader of the PDF finds in it."""

import subprocess
from pathlib import Path


def text_of(path: Path) -> str:
    """The text of the pages, in reading order, blanks folded."""
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return " ".join(done.stdout.split())
