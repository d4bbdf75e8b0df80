"""Options that several commands share, worded once."""

from typing import Annotated

import typer

Jsonl = Annotated[
    str | None, typer.Option(metavar="FILE", help="One report a line: id, text; published, source, title, language.")
]
PlacesFile = Annotated[
    str | None,
    typer.Option(
        metavar="FILE", help="Places that atlases lack (CSV): id, name, latitude, longitude, kind, alternates."
    ),
]
ActorsFile = Annotated[
    str | None,
    typer.Option("--actors", metavar="FILE", help="Parties of the war (CSV): name, kind, aliases separated by |."),
]
Proxy = Annotated[str | None, typer.Option(metavar="URL", help="Fetch addresses through this proxy.")]
AllowPrivate = Annotated[
    list[str] | None, typer.Option(metavar="HOST", help="A host on a private network that may be fetched from.")
]
