"""Words as a page may show them: nothing that turns, hides or breaks what stands around it. The data keep them as they were."""

import re

#: control characters, lone surrogates and non-characters, which XML and PDF cannot hold; and the marks that override or
#: embed a direction, by which "45" can be made to look like "54" (Unicode TR 36, section 2.5)
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def shown(text: str) -> str:
    """The words with each such character as U+FFFD, which readers see; right-to-left letters keep their own direction."""
    return _UNSHOWN.sub("\ufffd", text)
