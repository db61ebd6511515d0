"""Who else may have the folder of a diary: a service that copies it, or the computer whose disk it is on."""

import os
import re
import sys
from pathlib import Path, PureWindowsPath

# How folders begin that a service keeps in step with its computers.
NAMES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
}
MARKS = {".dropbox": "Dropbox", ".stfolder": "Syncthing", ".sync": "Resilio Sync"}  # files that they leave
NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "davfs", "ceph", "9p"}
NETWORK |= {f"fuse.{name}" for name in ("sshfs", "rclone", "davfs", "gvfsd-fuse", "s3fs")}
MOUNTS = Path("/proc/self/mountinfo")
ESCAPED = re.compile(r"\\([0-7]{3})")  # how it writes blanks and backslashes


def service_of(path: Path) -> str | None:
    """The service that copies the folder of this file, as far as its name or a mark tells."""
    real = Path(os.path.realpath(path))
    for folder in (*path.absolute().parents, *real.parents):  # a service may know only one of the two
        for begins, name in NAMES.items():
            if folder.name.casefold().startswith(begins):
                return name
        for mark, name in MARKS.items():
            if (folder / mark).exists():
                return name
    return None


def is_on_network(path: Path, mounts: str | None = None) -> bool:
    """Whether this file lies on a disk of another computer. `mounts`: what Linux says of its disks."""
    real = Path(os.path.realpath(path))
    if sys.platform == "win32":
        return PureWindowsPath(real).drive.startswith("\\\\")
    if mounts is None:
        mounts = MOUNTS.read_text("utf-8", "surrogateescape") if MOUNTS.exists() else ""
    kinds: dict[str, str] = {}
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        kinds[ESCAPED.sub(lambda one: chr(int(one[1], 8)), before.split(" ")[4])] = after.split(" ")[0]
    around = [str(folder) for folder in real.parents]
    return next((kinds[folder] for folder in around if folder in kinds), "") in NETWORK
