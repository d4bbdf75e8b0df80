"""Personal names as lists write them: tokens, components, and keys that survive spelling.

A naming convention is a value (`Convention`): how a raw word becomes words, and which keys a word has. Arabic script
and
Latin script are here; others (Cyrillic, Spanish with two family names) take the same shape.
"""

from counterclaim.victims.names.arabic import ARABIC
from counterclaim.victims.names.convention import Convention, Keys, Script, script_of
from counterclaim.victims.names.latin import LATIN
from counterclaim.victims.names.parts import Name, NameReader, convention_for

__all__ = ["ARABIC", "LATIN", "Convention", "Keys", "Name", "NameReader", "Script", "convention_for", "script_of"]
