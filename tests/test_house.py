"""The house keeps its own rules: sizes, names, the public interface, documents that are true."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

import counterclaim
from counterclaim.cli import COMMANDS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "counterclaim"
MODULES = sorted(SOURCE.rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_no_module_is_over_400_lines_without_a_reason() -> None:
    long = [p for p in MODULES if len(p.read_text(encoding="utf-8").splitlines()) > 400]
    assert [name(p) for p in long if "over 400 lines because" not in p.read_text(encoding="utf-8")[:1500]] == []


def test_no_assert_guards_anything_in_the_package() -> None:
    """Asserts vanish under `python -O`."""
    found = [
        name(p) for p in MODULES if any(isinstance(n, ast.Assert) for n in ast.walk(ast.parse(p.read_text("utf-8"))))
    ]
    assert found == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_public_functions_say_what_they_do(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    mute = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert mute == []


def test_every_name_of_the_public_interface_can_be_had() -> None:
    assert all(getattr(counterclaim, public) is not None for public in counterclaim.__all__)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_there_and_documented(command: str) -> None:
    import_module(f"counterclaim.cli.{command}{'_' if command == 'import' else ''}")
    assert f"## counterclaim {command}\n" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = [
        f"{name(page)} -> {target}"
        for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def rows_of_the_glossary() -> list[list[str]]:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    table = [line.strip("|").split("|") for line in lines if line.startswith("| ") and not line.startswith("| noun")]
    return [[cell.strip() for cell in row] for row in table]


@pytest.mark.parametrize("row", rows_of_the_glossary(), ids=lambda row: row[0])
def test_the_glossary_pairs_nouns_and_verbs_that_exist(row: list[str]) -> None:
    """noun | type | folder | function | command: each cell names something that is there, or a dash."""
    _, kind, folder, function, command, *_ = row
    model = import_module("counterclaim.model")
    if kind != "—":
        assert hasattr(model, kind.strip("`")), kind
    if folder != "—":
        assert (SOURCE / folder.strip("`/")).exists(), folder
    if function != "—":
        module, _, verb = function.strip("`").rpartition(".")
        assert callable(getattr(import_module(f"counterclaim.{module}"), verb)), function
    for each in re.findall(r"`([^`]+)`", command):
        assert each.split()[0] in COMMANDS, command


def test_every_dependency_has_its_reason() -> None:
    declared = re.findall(r'^  "([A-Za-z0-9_.-]+)', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    start = declared.index("rfc8785")
    packages = [d for d in declared[start:] if d in (ROOT / "requirements.lock").read_text(encoding="utf-8")]
    assert [d for d in packages if f"**{d.lower()}**" not in reasons] == []
