"""`counterclaim serve`: a case in the browser."""

from typing import Annotated

import typer


def command(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A case: a folder, or a PostgreSQL address.")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8765,
    team: Annotated[bool, typer.Option(help="Accounts with roles: everybody signs in.")] = False,
    host: Annotated[
        list[str] | None, typer.Option(help="With --team: a name under which it is asked for. Repeatable.")
    ] = None,
    listen: Annotated[
        str, typer.Option(help="With --team: the address to listen at, behind a proxy that speaks https.")
    ] = "127.0.0.1",
    name: Annotated[
        str | None, typer.Option(help="Whose name work is recorded under; the system's user where not given.")
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Serve a case in the browser, with a JSON API (OpenAPI at /openapi.json). Only this machine can reach it, unless it is
    a team's (--team). A sealed case is opened with the passphrase in COUNTERCLAIM_PASSPHRASE. Stop with Ctrl-C.

    Example:  counterclaim serve casebook --open

    Example:  counterclaim serve postgresql://desk@localhost/case --team --host case.example.org
    """
    import getpass
    import os
    import socket

    import uvicorn

    from counterclaim.errors import UsageError
    from counterclaim.web.app import create_app
    from counterclaim.web.settings import Settings

    if not team and listen not in ("127.0.0.1", "localhost", "::1"):
        raise UsageError(
            "Without --team everybody who reaches the address could do everything. Give --team, or leave --listen out."
        )
    local = ("127.0.0.1", "localhost", "[::1]")
    settings = Settings(
        location=case, user=name or getpass.getuser(), passphrase=os.environ.get("COUNTERCLAIM_PASSPHRASE"), team=team,
        hosts=(*local, *(host or ())), https=bool(team and host),
    )  # fmt: skip
    app = create_app(settings)
    if team and not app.state.accounts.all():
        _first_account(app)
    with socket.create_server((listen, port), family=socket.AF_INET6 if ":" in listen else socket.AF_INET) as listener:
        address = f"http://{listen}:{listener.getsockname()[1]}/"
        typer.echo(f"Counterclaim serves {case} at {address} (stop with Ctrl-C)", err=True)
        if open_browser:
            import webbrowser

            webbrowser.open(address)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
        server.run(sockets=[listener])


def _first_account(app: object) -> None:
    """A team's first account is an admin's; its password comes from the environment or is asked for."""
    import os

    password = os.environ.get("COUNTERCLAIM_ADMIN_PASSWORD") or typer.prompt(
        "Password of the first account, 'admin' (12 characters or more)",
        hide_input=True,
        confirmation_prompt=True,
        err=True,
    )
    app.state.accounts.put("admin", "admin", password)  # type: ignore[attr-defined]
