"""The versions that a software centre names, from the headings of CHANGELOG.md."""

import re
import xml.etree.ElementTree as ET
from datetime import date

_HEADING = re.compile(
    r"^## (?P<version>[\d.]+), (?:(?P<day>\d{4}-\d\d-\d\d)|not released yet)$", re.MULTILINE
)


def with_releases(metainfo: str, changelog: str, day: date) -> str:
    """The description of the program with its versions, the newest first.

    One that is not released yet is a version in development, of the `day` on which it is packed.
    """
    component = ET.fromstring(metainfo)
    releases = ET.SubElement(component, "releases")
    for heading in _HEADING.finditer(changelog):
        released = heading["day"]
        kind = "stable" if released else "development"
        ET.SubElement(
            releases, "release", version=heading["version"], type=kind, date=released or day.isoformat()
        )
    ET.indent(component)
    return ET.tostring(component, "unicode", xml_declaration=True) + "\n"
