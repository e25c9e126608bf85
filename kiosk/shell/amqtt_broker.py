"""A broker in a process of its own for a machine without mosquitto: amqtt, which speaks MQTT 3.1.1, on loopback only."""

import asyncio
import logging
import signal
import sys
from dataclasses import dataclass

from amqtt.broker import Broker
from amqtt.plugins.base import BaseAuthPlugin
from amqtt.session import Session


class AcceptAll(BaseAuthPlugin):  # type: ignore[misc]
    """Lets everybody on this machine in. amqtt's own anonymous plug-in would keep nothing for absent clients."""

    async def authenticate(self, *, session: Session) -> bool:  # noqa: ARG002
        """Say yes."""
        return True

    @dataclass
    class Config:
        """Nothing to configure."""


async def serve(port: int) -> None:
    """Run the broker on loopback until SIGTERM or SIGINT."""
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    broker = Broker(
        {
            "listeners": {"default": {"type": "tcp", "bind": f"127.0.0.1:{port}"}},
            "plugins": {f"{AcceptAll.__module__}.{AcceptAll.__qualname__}": {}},
        }
    )
    await broker.start()
    await asked.wait()
    await broker.shutdown()


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(serve(int(sys.argv[1])))
