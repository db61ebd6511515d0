"""A session bus of its own for a test, on which nobody is started, whatever the machine has installed."""

import signal
import subprocess
from collections.abc import Iterable
from pathlib import Path

CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class SessionBus:
    """Runs until it is closed."""

    def __init__(self, folder: Path) -> None:
        line = [*bus_line(folder), "--print-address"]
        self._daemon = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
        self.address = self._daemon.stdout.readline().strip()

    def hang(self) -> None:
        self._daemon.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._daemon.send_signal(signal.SIGCONT)

    def close(self) -> None:
        self._daemon.terminate()
        self._daemon.wait()
        self._daemon.stdout.close()


def bus_line(folder: Path, services: Iterable[Path] = ()) -> list[str]:
    """The command line of a bus that starts these services when they are asked for, and no others."""
    known = folder / "services"
    known.mkdir()
    for service in services:
        (known / service.name).symlink_to(service)
    configuration = folder / "bus.conf"
    configuration.write_text(CONFIGURATION.format(services=known))
    return ["dbus-daemon", "--nofork", f"--config-file={configuration}"]
