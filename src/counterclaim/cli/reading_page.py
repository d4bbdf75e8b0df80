"""What `counterclaim read` prints for people: disputed figures first, then every claim, then the names each side uses."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from counterclaim.cli.figures_view import picture
from counterclaim.figures import Directory
from counterclaim.figures.explain import in_order
from counterclaim.model import Claim, Figure, Label, Polarity, Reading, Scope, Span, Status, Tone, Voice

_DISPUTED = (Status.CONFLICTING, Status.NOT_COMPARABLE)
_WORDS = 6  # names shown of each who and whom
_WIDE = 120  # columns of a terminal in which seven columns of words can be read
_TONE = {Tone.HOSTILE: "red", Tone.NEUTRAL: "white", Tone.SYMPATHETIC: "green"}


def page(console: Console, readings: Sequence[Reading], figures: Sequence[Figure]) -> None:
    """Prints the page of some readings and the figures that their claims answer."""
    known = {claim.id: (claim, reading.report) for reading in readings for claim in reading.claims}
    disputed = [f for f in in_order(figures) if f.status in _DISPUTED or f.denied_by]
    if disputed:
        console.print(Text("Disputed", style="bold red"), end="")
        for figure in disputed:
            console.print(picture(figure, known, Directory(())))
        console.print()
    elif known:
        console.print("No figure is disputed here: no two claims of one count exclude one another.\n", style="dim")
    for reading in readings:
        _reading(console, reading)
    if len(readings) > 1:
        _habits(console, habits(readings))


def _reading(console: Console, reading: Reading) -> None:
    head, count = reading.report, len(reading.claims)
    title = Text.assemble((head.title or head.id, "bold"), f"  {head.source or ''}  {head.published or 'undated'}")
    console.print(title)
    if not count:
        console.print(Padding(Text("No claim that counts people was found.", "dim"), (0, 0, 1, 2)))
    else:
        console.print(Padding(_claims(reading.claims, wide=console.width >= _WIDE), (0, 0, 1, 2)))
    _labels(console, reading.labels)


def _claims(claims: Sequence[Claim], *, wide: bool) -> Table:
    """One row a claim; on a narrow terminal whom and what, and all circumstances, share a column each."""
    names = ("said", "of whom", "what", "who says so", "where", "when", "")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for name in names if wide else ("said", "of whom, what", "who says so", "where, when, and more"):
        table.add_column(name)
    for claim in claims:
        people, harm, where, when = _people(claim), _harm(claim), _place(claim), _when(claim)
        if wide:
            table.add_row(_number(claim), people, harm, _speaker(claim), where, when, _remarks(claim))
        else:
            around = Text(" · ").join(part for part in (where, when, _remarks(claim)) if part)
            table.add_row(_number(claim), Text.assemble(people, " ", harm), _speaker(claim), around)
    return table


def _place(claim: Claim) -> Text:
    if claim.place is None:
        return Text("")
    words = _one_line(claim.place)
    return Text(f"({words})", "dim") if claim.place.precision == "report" else Text(words)


def _when(claim: Claim) -> Text:
    return Text(_one_line(claim.when) if claim.when else "")


def _labels(console: Console, labels: Sequence[Label]) -> None:
    """Who calls whom what: by speaker, then by target."""
    said: dict[str, dict[str, dict[str, Tone]]] = defaultdict(lambda: defaultdict(dict))
    for label in labels:
        said[label.speaker.words if label.speaker else "the report itself"][label.target][label.words.words] = (
            label.tone
        )
    if not said:
        return
    console.print("  Names that each side uses", style="dim")
    table = Table(box=None, padding=(0, 2), show_header=False)
    for speaker, targets in said.items():
        for target, words in targets.items():
            named = Text(", ").join(Text(f"“{w}”", _TONE[tone]) for w, tone in words.items())
            table.add_row(escape(speaker), Text(f"of {target.replace('_', ' ')}", "dim"), named)
    console.print(Padding(table, (0, 0, 1, 2)))


def habits(readings: Sequence[Reading]) -> dict[tuple[str, str], Counter[tuple[str, Tone]]]:
    """How often each outlet, in its own voice, and each speaker calls a target what: (who, target) to (words, tone).

    Words in one case and number are counted together as they were first written.
    """
    said: dict[tuple[str, str], Counter[tuple[str, Tone]]] = defaultdict(Counter)
    written: dict[str, str] = {}
    for reading in readings:
        outlet = reading.report.source or "no outlet given"
        for label in reading.labels:
            who = _one_line(label.speaker) if label.speaker else outlet
            words = written.setdefault(_one_line(label.words).lower(), _one_line(label.words))
            said[who, label.target][words, label.tone] += 1
    return said


def _habits(console: Console, said: dict[tuple[str, str], Counter[tuple[str, Tone]]]) -> None:
    """Over all the reports: who calls whom what, how often, and what share of it takes a side."""
    often = [(key, counts) for key, counts in said.items() if counts.total() > 1]
    if not often:
        return
    console.print("Names over all reports", style="bold")
    table = Table(box=None, padding=(0, 2), header_style="dim", pad_edge=False)
    for name in ("who", "of whom", "times", "hostile", "sympathetic", "words"):
        table.add_column(name, overflow="fold")
    for (who, target), counts in sorted(often, key=lambda item: (-item[1].total(), item[0])):
        shares = [
            sum(n for (_, tone), n in counts.items() if tone is wanted) for wanted in (Tone.HOSTILE, Tone.SYMPATHETIC)
        ]
        words = Text(", ").join(Text(f"“{w}” {n}", _TONE[tone]) for (w, tone), n in counts.most_common(_WORDS))
        table.add_row(
            escape(who),
            target.replace("_", " "),
            str(counts.total()),
            *(f"{n / counts.total():.0%}" for n in shares),
            words,
        )
    console.print(Padding(table, (0, 0, 1, 2)))


def _number(claim: Claim) -> Text:
    style = (
        "bold"
        if claim.polarity is Polarity.ASSERTED
        else "bold strike"
        if claim.polarity is Polarity.DENIED
        else "bold italic"
    )
    return Text(_one_line(claim.quantity), style)


def _people(claim: Claim) -> Text:
    words = _one_line(claim.population) if claim.population else ""
    unit = "" if claim.quantity.unit.value == "persons" else " (households)"
    return Text((words or claim.category.value) + unit, "" if words else "dim")


def _harm(claim: Claim) -> str:
    return claim.harm.value.replace("_", " ")


def _speaker(claim: Claim) -> Text:
    if claim.claimant is not None:
        chain = [_voice(v) for v in claim.attribution[1:] if v.role != "said"]
        carried = f"  via {', '.join(chain)}" if chain else ""
        return Text.assemble((_one_line(claim.claimant), "cyan"), (carried, "dim"))
    return Text("nobody is named", "yellow")


def _voice(voice: Voice) -> str:
    return _one_line(voice.speaker) if isinstance(voice.speaker, Span) else voice.speaker


def _remarks(claim: Claim) -> Text:
    """What a reader must not overlook: totals, denials, plans, numbers that nobody could verify."""
    found: list[str] = []
    if claim.scope is not Scope.EVENT:
        found.append("a total" if claim.scope is Scope.CUMULATIVE else "at one time")
    if claim.polarity is not Polarity.ASSERTED:
        found.append(claim.polarity.value)
    if claim.alleged_perpetrator:
        found.append(f"blamed: {_one_line(claim.alleged_perpetrator)}")
    found += [flag.replace("_", " ") for flag in claim.flags]
    return Text(" · ".join(found), "yellow" if found else "")


def _one_line(span: Span) -> str:
    return " ".join(span.words.split())
