"""What two spellings of one title or name share."""


def key(text: str) -> str:
    """Return the letters and digits of `text` in lower case.

    >>> key("「5G」手機，大戰 開始!") == key("5G手機大戰開始")
    True
    """
    return "".join(filter(str.isalnum, text)).lower()
