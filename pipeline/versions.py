"""Versions that every record carries, in a module of their own: to print them, nothing else need be loaded."""

from typing import Final

SCHEMA_VERSION: Final = "1.0"
CLEANER_VERSION: Final = "0.1.0"
