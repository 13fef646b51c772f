"""A block's text out of the parts that stood between its tags: where each part lies in it, its links, what of it is hidden."""

from cleaners.dom import Link


def offsets(parts: list[str]) -> tuple[list[int], list[int]]:
    """Return, for each number of parts, where the next part begins in the collapsed text, and where those before it end."""
    begins, ends = [], [0]
    length, gap = 0, False
    for part in parts:
        words = part.split()
        begin = length + (length > 0 and (gap or part[:1].isspace()))
        begins.append(begin)
        if words:
            length = begin + len(" ".join(words))
            gap = part[-1].isspace()
        else:
            gap = True
        ends.append(length)
    return begins, ends


def links_of(parts: list[str], turns: list[tuple[int, str]], text: str) -> tuple[Link, ...]:
    """Return the links of a block, as offsets into its text; one link around all of it is the commonest case.

    `turns` says before which parts links begin (href) and end ("").
    """
    start, href = turns[0]
    if start == 0 and href and (len(turns) == 1 or (len(turns) == 2 and not any(map(str.strip, parts[turns[1][0] :])))):
        return (Link(0, len(text), href),)
    last, open_href = turns[-1]
    count = len(parts) if open_href else last  # behind the last link's end nothing is measured
    begins, ends = offsets(parts[:count])
    found: list[Link] = []
    for (start, href), (end, _) in zip(turns, [*turns[1:], (count, "")], strict=True):
        if href and end > start and ends[end] > begins[start]:
            found.append(Link(begins[start], ends[end], href))
    return tuple(found)
