"""What somebody is accused of: "accused jihadists linked to the group | of massacring 35 people"."""

from collections.abc import Sequence


def charge_after(lower: Sequence[str], tags: Sequence[str], first: int, end: int) -> int | None:
    """The "of" before a deed among the tokens `first` up to, not including, `end`; None where none is told.

    `lower` and `tags` are a text's words in lower case and their tags (Penn Treebank).
    """
    last = min(end, len(lower) - 1)
    return next((at for at in range(first, last) if lower[at] == "of" and tags[at + 1] == "VBG"), None)
