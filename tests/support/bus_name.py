"""A name on a private bus: what is asked of it is answered in a thread."""

import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from jeepney import MessageType
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from jeepney.low_level import Message


class BusName:
    """Held until it is closed, which is how a service dies. `files`: they can be sent, too."""

    def __init__(self, bus: str, name: str, *, files: bool = False) -> None:
        self._connection = open_dbus_connection(bus, enable_fds=files)
        self._connection.send_and_get_reply(message_bus.RequestName(name))

    def serve(self, take: Callable[[Message], object]) -> None:
        """Hand over each call from now on; once for each name."""
        self._thread = Thread(target=self._serve, args=(take,))
        self._thread.start()

    def send(self, message: Message) -> None:
        """An answer, or a signal."""
        self._connection.send(message)

    def close(self) -> None:
        if self._thread.is_alive():  # then it waits for the next call
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._connection.close()

    def _serve(self, take: Callable[[Message], object]) -> None:
        with suppress(ConnectionError):  # it was closed, or the bus ended first
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    take(message)
