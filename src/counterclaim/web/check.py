"""Asks every page of a case for itself, without a network, and says what it saw."""

import asyncio

from counterclaim.errors import CaseError

#: persons whose page is asked for; each look at one is on record
PERSONS = 10


def check_pages(location: str) -> str:
    """One line on the pages of the case at `location`.

    Raises:
        CaseError: a page cannot be shown; the message names them all.
    """
    from counterclaim.web.app import create_app
    from counterclaim.web.desk import PAGES
    from counterclaim.web.settings import Settings

    app = create_app(Settings(location, user="check"))
    case = app.state.desk.case
    figures = list(case.figures())
    addresses = [address for address, _ in PAGES]
    addresses += [f"/figures/{figure.id}" for figure in figures]
    addresses += list(dict.fromkeys(f"/incidents/{figure.incident.id}" for figure in figures))
    addresses += [f"/reports/{head.id}" for head in case.report_heads()]
    addresses += ["/review", *(f"/persons/{known.person.id}" for known in case.victims.persons(limit=PERSONS)[0])]
    addresses += [f"/estimates/{made.id}" for made in case.estimates.all()]
    broken = asyncio.run(_ask(app, addresses))
    app.state.jobs.stop()
    if broken:
        raise CaseError("Pages cannot be shown: " + "; ".join(broken))
    return f"{len(addresses)} pages checked: all can be shown. In a terminal, `counterclaim demo` serves them."


async def _ask(app: object, addresses: list[str]) -> list[str]:
    """The pages that do not answer with 200."""
    from httpx import ASGITransport, AsyncClient

    transport = ASGITransport(app=app, raise_app_exceptions=False)  # type: ignore[arg-type]
    async with AsyncClient(transport=transport, base_url="http://localhost") as client:
        answers = [(address, (await client.get(address)).status_code) for address in addresses]
    return [f"{address} answers {status}" for address, status in answers if status != 200]
