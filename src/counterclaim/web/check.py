"""Asks every page of a case for itself, without a network, and says what it saw."""

from counterclaim.errors import CaseError


def check_pages(location: str) -> str:
    """One line on the pages of the case at `location`.

    Raises:
        CaseError: a page cannot be shown; the message names them all.
    """
    from starlette.testclient import TestClient

    from counterclaim.web.app import create_app
    from counterclaim.web.desk import PAGES
    from counterclaim.web.settings import Settings

    app = create_app(Settings(location, user="check", read_only=True))
    case = app.state.desk.case
    addresses = [address for address, _ in PAGES]
    addresses += [f"/figures/{figure.id}" for figure in case.figures()]
    addresses += list(dict.fromkeys(f"/incidents/{figure.incident.id}" for figure in case.figures()))
    addresses += [f"/reports/{head.id}" for head in case.report_heads()]
    broken = []
    with TestClient(app, base_url="http://localhost") as client:
        for address in addresses:
            answer = client.get(address)
            if answer.status_code != 200:
                broken.append(f"{address} answers {answer.status_code}")
    if broken:
        raise CaseError("Pages cannot be shown: " + "; ".join(broken))
    return f"{len(addresses)} pages checked: all can be shown. In a terminal, `counterclaim demo` serves them."
