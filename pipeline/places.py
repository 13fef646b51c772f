"""Where things are in an output folder."""

from typing import Final

STATE: Final = ".state"
FRONTIER: Final = f"{STATE}/frontier.sqlite"
MANIFEST: Final = "manifest.json"
