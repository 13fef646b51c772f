"""Seam."""
def normalize(text: str) -> str:
    """Seam."""
    return text
