"""A case full of what must not leave: invented victims, witnesses, collectors; hostile words; a determination; an erasure."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counterclaim.case import Case
from counterclaim.model import Conclusion, Decision, DecisionKind, Determination, SourceProfile, Standard

COLLECTOR, REVIEWER = "Quillan Ostrander", "Brisa Vantongeren"
#: an invented victim list: names in two scripts, an address, a telephone number
VICTIMS = [
    ("Tamsin Orrelby Vey", "", "14 Kelpwater Lane", "+990 555 0142"),
    ("Zubayr Idran Maskout", "زبير إدران مسكوت", "7 Harrow Steps", ""),
    ("Ilse Marrowgate", "", "", ""),
]
WITNESS = "Corvin Ashlatch"
PROTECTED = f"{WITNESS}, a baker of Sallowmere, said 61 people were killed in Sallowmere on 3 May 2031.\n"
#: what would run in a page or a spreadsheet
SCRIPT, FORMULA = "<script>window.hit=1</script>", '=HYPERLINK("http://evil.example","x")'
PAGES = {
    "market.txt": "At least 40 civilians were killed in Orvale on 3 May 2031, the Ministry of Health said. "
    "Her brother said that Tamsin Orrelby Vey had taught there. "
    "The Northern Front said that 12 people were killed in the town.",
    "flight.txt": "About 9,000 people fled Orvale on 4 May 2031, the Mission said. Zubayr Maskout said 300 people were displaced.",
    "@SUM(1) ilse_marrowgate.txt": f"{FORMULA}\n\nRescuers {SCRIPT} said 45 people were killed in Quellport on 14 March 2031. "
    f"The {SCRIPT} commander denied that 45 people were killed in Quellport.",
}
HIDDEN = [
    COLLECTOR, REVIEWER, WITNESS, "Sallowmere", "Kelpwater Lane", "Harrow Steps", "555 0142",
    *(name for name, *_ in VICTIMS), "زبير إدران مسكوت", "Zubayr Maskout", "ilse_marrowgate",
]  # fmt: skip


def fill(case: Case, folder: Path) -> None:
    """Put everything into an empty case."""
    reports, kept = folder / "home of Quillan Ostrander" / "reports", folder / "kept"
    reports.mkdir(parents=True)
    kept.mkdir()
    for name, text in PAGES.items():
        (reports / name).write_text(text, "utf-8")
    (kept / "witness.txt").write_text(PROTECTED, "utf-8")
    rows = "".join(f"v{i}," + ",".join(f'"{cell}"' for cell in row) + "\n" for i, row in enumerate(VICTIMS))
    (kept / "list.csv").write_text("record,name,name_ar,address,phone\n" + rows, "utf-8")
    case.add([str(reports)], by=COLLECTOR)
    case.add([str(kept / "witness.txt")], by=COLLECTOR, protected=True)
    case.add_list(str(kept / "list.csv"), by=COLLECTOR, keeper="The Register", criteria="residents of Orvale")
    case.profile(SourceProfile("The Northern Front", ("Northern Front",), "armed_group", "north"), by=REVIEWER)
    figure = next(f for f in case.figures() if "Orvale" in f.question and len(f.claims) > 1)
    case.determine(
        Determination(
            figure.id, figure.claims, Conclusion.PARTLY_VERIFIED, Standard.REASONABLE_GROUNDS, REVIEWER,
            f"{FORMULA} The list of {VICTIMS[0][0]} and others supports it.", 12, 40, None, (f"{SCRIPT} the Front's count",),
            f"{COLLECTOR} holds 12 likelier.",
        )
    )  # fmt: skip
    anchor = case.anchor(figure.claims[0])
    case.decide(
        Decision(DecisionKind.CORRECT, (anchor,), f"as {REVIEWER} read it", {"basis": "named_list"}), by=REVIEWER
    )


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case; nobody changes it."""
    folder = tmp_path_factory.mktemp("exports")
    with Case.create(str(folder / "case"), by=COLLECTOR, title=f"Orvale {SCRIPT}") as case:
        fill(case, folder)
    return folder / "case"


@pytest.fixture
def full(made: Path, tmp_path: Path) -> Iterator[Case]:
    """A case of the test's own."""
    shutil.copytree(made, tmp_path / "case")
    with Case.open(str(tmp_path / "case")) as case:
        yield case


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file; its path."""

    def write_(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path / name

    return write_
