"""`kiosk contract`: the MQTT contract as an AsyncAPI 3 document, for whoever builds a display of their own."""

import msgspec

from kiosk import paths
from kiosk.wire.contract import ContractWords, contract


def run() -> int:
    """Print it as JSON (which YAML's readers take, too)."""
    print(document())
    return 0


def document() -> str:
    """The document, indented."""
    text = (paths.packaged_config() / "contract.toml").read_bytes()
    words = msgspec.toml.decode(text, type=ContractWords)
    return msgspec.json.format(msgspec.json.encode(contract(words)), indent=2).decode()
