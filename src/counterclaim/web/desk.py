"""What every page works with: the case, the person, the templates, and the words that pages share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.templating import Jinja2Templates
from markupsafe import Markup
from starlette.responses import Response

from counterclaim import __version__
from counterclaim.case import Case
from counterclaim.case.writer import actor_names
from counterclaim.exports.showing import shown
from counterclaim.figures import Directory
from counterclaim.model import MODEL_RULES, Claim, Figure, ReportHead, plain
from counterclaim.web.linking import with_reports
from counterclaim.web.security import form_token
from counterclaim.web.settings import Settings

HERE = Path(__file__).parent
#: the pages, in the order of the navigation: path, noun
PAGES = (
    ("/figures", "Figures"), ("/incidents", "Incidents"), ("/persons", "Persons"), ("/reports", "Reports"), ("/sources", "Sources"),
    ("/estimates", "Estimates"), ("/exports", "Exports"), ("/ledger", "Ledger"), ("/work", "Work"),
)  # fmt: skip

TOUR = "/tour"
#: claims of a figure that a page of many figures fetches and draws: more are told by their number
DRAWN = 40


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asking: a name and what they may do. Locally one person may do everything."""

    name: str
    role: str

    def may(self, role: str) -> bool:
        """Whether this person's role includes that of `role`."""
        ranks = ("reader", "analyst", "reviewer", "admin")
        return ranks.index(self.role) >= ranks.index(role)


class Desk:
    """One for each application. Opening a case is cheap; its database pool is shared by all requests."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.case = Case.open(settings.location, passphrase=settings.passphrase)
        #: the case of the invented war, which has a tour
        self.is_demo = self.case.memory.folder is not None and (self.case.memory.folder / "demo").exists()
        self.templates = Jinja2Templates(directory=HERE / "templates")
        environment = self.templates.env
        environment.add_extension("jinja2.ext.i18n")
        environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
        environment.finalize = as_shown
        environment.trim_blocks = environment.lstrip_blocks = True
        environment.filters.update(
            plain=plain, number=number, words=one_line, human=human, moment=moment, with_reports=with_reports
        )
        environment.globals.update(
            pages=((TOUR, "Tour"), *PAGES) if self.is_demo else PAGES,
            version=__version__,
            team=settings.team,
            title_of_case=_title(settings.location),
            model_rules=MODEL_RULES,
            at_page=at_page,
            drawn=DRAWN,
        )

    def page(self, request: Request, template: str, person: Person, status: int = 200, **values: Any) -> Response:
        """A page from a template, with what all pages need."""
        context = {"person": person, "form_token": form_token(request), "path": request.url.path, **values}
        return self.templates.TemplateResponse(request, template, context, status_code=status)

    def directory(self) -> Directory:
        """What people wrote down about sources."""
        return Directory(self.case.profiles())

    def names(self) -> dict[str, str | None]:
        """The names behind the pseudonyms of the ledger; None where a name was erased or is sealed."""
        with self.case.memory.look() as connection:
            return actor_names(self.case.memory, connection)

    def viewed(self, subject: str, person: Person) -> None:
        """Record that a person looked at what is protected; what is open needs no record."""
        if self.case.is_protected(subject):
            self.case.log_view(subject, by=person.name, purpose="browser")

    def hidden(self, figures: Sequence[Figure]) -> frozenset[str]:
        """Those of some figures that rest on protected contents: lists name them only, and looking at one is recorded."""
        return self.case.protected_among([figure.id for figure in figures])

    def known(self, figures: Sequence[Figure], each: int = DRAWN) -> dict[str, tuple[Claim, ReportHead]]:
        """The first claims of `each` of some figures, by id, with the heads of their reports; fetched at once."""
        return self.case.known(sorted({claim for figure in figures for claim in figure.claims[:each]}))


def _title(location: str) -> str:
    """What a page calls the case: the last part of its folder or address; never a password that stands in an address."""
    return Path(location.split("?")[0].rstrip("/")).name


def number(value: int | float | None) -> str:
    """A number as people read it; an open end as a dash."""
    return "–" if value is None else f"{value:,.0f}"


def one_line(words: str | None) -> str:
    """Words on one line."""
    return " ".join((words or "").split())


def as_shown(value: Any) -> Any:
    """What a page writes: words of reports cannot turn the direction of what stands around them, nor hide it."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def at_page(query: Mapping[str, str], page: int) -> str:
    """A page's query with another page's number."""
    return urlencode({**query, "page": page})


def moment(at: str | datetime) -> str:
    """A time to the minute, as people read it: "2031-05-14 09:30"."""
    return (at if isinstance(at, str) else at.isoformat())[:16].replace("T", " ")


def human(code: str) -> str:
    """A code as words: "killed_or_injured" -> "killed or injured"."""
    return code.replace("_", " ")
