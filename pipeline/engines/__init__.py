"""How many pages are cleaned at once: `local` on the cores of this machine; every engine keeps the input's order."""
