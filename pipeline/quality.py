"""Quality signals of a text: fixed keys, always floats, emitted and never filtered on by default."""

from cleaners.values import Article

# Signals that only the extractor can know; the article carries them, 0.0 where it does not.
FROM_ARTICLE = ("paywalled",)


def quality_signals(article: Article) -> dict[str, float]:
    """Return every signal in the order of the schema."""
    given = dict(article.quality)
    return {name: float(given.get(name, 0.0)) for name in FROM_ARTICLE}
