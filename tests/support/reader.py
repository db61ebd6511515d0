"""A screen reader's view of a program: a small AT-SPI client over the accessibility bus."""

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from jeepney import DBusAddress, MatchRule, Message, MessageType, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

PREFIX = "org.a11y.atspi."
REGISTRY, REGISTRY_PATH = "org.a11y.atspi.Registry", "/org/a11y/atspi"
STATES = {1: "active", 4: "checked", 8: "enabled", 11: "focusable", 12: "focused", 25: "showing"}
LABELLED_BY = 2
PATIENCE = 60.0  # seconds; a busy machine takes its time, and only what never comes costs so long


class Silent(Exception):
    """The program did not answer, or said no."""


@dataclass(frozen=True)
class Bus:
    """The accessibility bus of one session bus."""

    connection: DBusConnection
    announced: deque[Message] = field(default_factory=deque)

    @classmethod
    def of(cls, session: str) -> "Bus":
        """The accessibility bus that the session bus at this address knows."""
        with open_dbus_connection(session) as connection:
            address = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            reply = connection.send_and_get_reply(new_method_call(address, "GetAddress"), timeout=PATIENCE)
        ear = cls(open_dbus_connection(reply.body[0]))
        ear._hear_announcements()
        return ear

    def _hear_announcements(self) -> None:
        """Have everything kept that a program says without moving the focus."""
        said = MatchRule(type="signal", interface=f"{PREFIX}Event.Object", member="Announcement")
        registry = DBusAddress(f"{REGISTRY_PATH}/registry", REGISTRY, REGISTRY)
        self.ask(message_bus.AddMatch(said))
        self.ask(new_method_call(registry, "RegisterEvent", "sass", ("object:announcement", [], "")))
        self.connection.filter(said, queue=self.announced, bufsize=1000).__enter__()

    def wait_for_announcement(self, words: str) -> None:
        """Waits until these words were said, now or before."""

        def heard() -> bool | None:
            self.ask(message_bus.GetId())  # reads what has come in
            return any(words in str(message.body[3][1]) for message in self.announced) or None

        soon(heard, f"announcement {words!r}")

    def ask(self, message: Message) -> tuple:
        reply = self.connection.send_and_get_reply(message, timeout=PATIENCE)
        if reply.header.message_type is MessageType.error:
            raise Silent(reply.body)
        return reply.body

    def program(self, name: str) -> "Node":
        """The program of this name that has a window, as soon as it has said hello to the bus."""
        root = Node(self, REGISTRY, f"{REGISTRY_PATH}/accessible/root")

        def with_window() -> Node | None:
            return next((c for c in root.children if c.name == name and c.children), None)

        return soon(with_window, f"program {name}")

    def process(self, pid: int) -> "Node":
        """The program that runs under this number; of several with one name, also while another hangs."""
        root = Node(self, REGISTRY, f"{REGISTRY_PATH}/accessible/root")

        def is_it(program: Node) -> bool:
            return self.ask(message_bus.GetConnectionUnixProcessID(program.owner)) == (pid,)

        return soon(lambda: next(filter(is_it, root.children), None), f"program {pid}")


@dataclass(frozen=True)
class Node:
    """One thing the reader can go to."""

    bus: Bus
    owner: str
    path: str

    def _call(self, interface: str, member: str, signature: str = "", *body: object) -> tuple:
        address = DBusAddress(self.path, self.owner, PREFIX + interface)
        return self.bus.ask(new_method_call(address, member, signature, body))

    def _get(self, interface: str, name: str) -> object:
        address = DBusAddress(self.path, self.owner, PREFIX + interface)
        return self.bus.ask(Properties(address).get(name))[0][1]

    @property
    def name(self) -> str:
        return str(self._get("Accessible", "Name"))

    @property
    def role(self) -> str:
        return self._call("Accessible", "GetRoleName")[0]

    @property
    def children(self) -> list["Node"]:
        return [Node(self.bus, *child) for child in self._call("Accessible", "GetChildren")[0]]

    @property
    def states(self) -> set[str]:
        low, high = self._call("Accessible", "GetState")[0]
        bits = low | high << 32
        return {name for bit, name in STATES.items() if bits >> bit & 1}

    @property
    def spoken(self) -> str:
        """What a reader says first: the name, or the words of the label beside it."""
        if self.name:
            return self.name
        relations = self._call("Accessible", "GetRelationSet")[0]
        labels = [Node(self.bus, *one) for kind, ones in relations if kind == LABELLED_BY for one in ones]
        return " ".join(label.name for label in labels)

    @property
    def text(self) -> str:
        return self._call("Text", "GetText", "ii", 0, -1)[0]

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Where it is on the screen, also what of it is out of sight: left, top, width, height in pixels."""
        return self._call("Component", "GetExtents", "u", 0)[0]

    def write(self, text: str) -> None:
        self._call("EditableText", "SetTextContents", "s", text)

    def press(self) -> None:
        """Presses, ticks or follows it, whichever it offers first."""
        actions = [action[0] for action in self._call("Action", "GetActions")[0]]
        wanted = next(a for a in ("Press", "Toggle", "Check") if a in actions)
        if not self._call("Action", "DoAction", "i", actions.index(wanted))[0]:
            raise Silent(self.spoken)

    def wait_for(self, state: str) -> None:
        """Waits until it is in this state: "checked", "focused"."""
        soon(lambda: True if state in self.states else None, f"{self.spoken} {state}")

    def wait_for_keyboard(self) -> None:
        """Waits until one of the program's windows has the keyboard, as the program itself sees it."""
        soon(lambda: any("active" in one.states for one in self.children) or None, f"{self.name} active")

    def walk(self) -> Iterator["Node"]:
        """This and everything below that is showing; a page that is hidden is not gone through."""
        yield self
        for child in self.children:
            try:
                if "showing" in child.states:
                    yield from child.walk()
            except Silent:  # it went away while we looked
                continue

    def find(self, role: str, spoken: str) -> "Node":
        """The first of this role that is showing and says these words; waits for it a while."""
        return soon(lambda: self.seek(role, spoken), f"{role} {spoken!r}")

    def seek(self, role: str, spoken: str) -> "Node | None":
        """The same if it is there now."""
        for node in self.walk():
            try:
                if node.role == role and spoken in node.spoken:
                    return node
            except Silent:
                continue
        return None


def soon(look, what: str):
    """What `look` finds within the patience of a reader."""
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            if (found := look()) is not None:
                return found
        except Silent:
            pass
        if time.monotonic() > ends:
            raise LookupError(what)
        time.sleep(0.05)
