"""Who is asking, and for what: the dependencies of every page."""

from collections.abc import Callable
from typing import cast

from fastapi import HTTPException, Request

from counterclaim.web.desk import Desk, Person


def desk_of(request: Request) -> Desk:
    """The application's desk."""
    return cast(Desk, request.app.state.desk)


def person_of(request: Request) -> Person:
    """Who is asking. Locally, the person who started the application; in a team, who signed in.

    Raises:
        HTTPException: 401 where nobody is signed in; the handler sends a browser to the sign-in page.
    """
    desk = desk_of(request)
    if not desk.settings.team:
        return Person(desk.settings.user, "admin")
    person = request.app.state.accounts.person(request.session.get("account"), request.session.get("stamp"))
    if person is None:
        raise HTTPException(401, "Sign in first.")
    return cast(Person, person)


def _at_least(role: str) -> Callable[[Request], Person]:
    def dependency(request: Request) -> Person:
        person = person_of(request)
        if not person.may(role):
            raise HTTPException(
                403, f"This needs the role {role}; yours is {person.role}. Ask an administrator of this case."
            )
        return person

    return dependency


reader, analyst, reviewer, admin = (_at_least(role) for role in ("reader", "analyst", "reviewer", "admin"))
