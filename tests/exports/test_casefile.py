"""A case file leaves the case, is read and verified without it, and holds what its tier may have and no more."""

import json
import random
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import bagit
import pypdfium2
import pytest
from typer.testing import CliRunner, Result

from counterclaim.case import Case, Tier
from counterclaim.cli import app
from counterclaim.errors import UsageError
from counterclaim.exports.bag_file import verify_file
from counterclaim.exports.casefile import write_casefile
from counterclaim.exports.casefile_verify import verify_bag
from counterclaim.exports.container import archive, extract, seal, unseal
from counterclaim.exports.signing import new_key, public_pem, sign
from counterclaim.model import EntryKind
from tests.exports.conftest import COLLECTOR, FORMULA, HIDDEN, REVIEWER, SCRIPT, WITNESS, fill


@pytest.fixture(scope="module")
def bags(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Tier, Path]:
    """A bag of each tier; nobody changes them."""
    folder = tmp_path_factory.mktemp("bags")
    shutil.copytree(made, folder / "case")
    with Case.open(str(folder / "case")) as case:
        for tier in Tier:
            write_casefile(folder / tier.value, *case.case_file(tier, by=COLLECTOR))
    return {tier: folder / tier.value for tier in Tier}


@pytest.fixture
def bag(bags: dict[Tier, Path], tmp_path: Path) -> Path:
    """A public bag of the test's own."""
    shutil.copytree(bags[Tier.PUBLIC], tmp_path / "bag")
    return tmp_path / "bag"


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def all_words(path: Path) -> Iterator[str]:
    """Everything that a file says: its bytes, its JSON, its page, its PDF's text and streams, its members."""
    data = path.read_bytes()
    yield data.decode("utf-8", "replace")
    yield path.name
    if path.suffix == ".pdf":
        yield from (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S):
            try:
                yield zlib.decompress(stream).decode("utf-8", "replace")
            except zlib.error:
                continue
    if path.suffix in (".json", ".jsonl"):
        yield from (json.dumps(json.loads(line), ensure_ascii=False) for line in data.splitlines())


@pytest.mark.parametrize("tier", list(Tier))
def test_a_bag_verifies_without_its_case_and_other_tools_take_it(bags: dict[Tier, Path], tier: Tier) -> None:
    found = verify_bag(bags[tier])
    assert found.findings == ()
    assert found.spans > 20
    assert found.checkpoint is not None
    assert bagit.Bag(str(bags[tier])).validate()


def test_no_hidden_name_is_in_a_public_bag_wherever_one_looks(bags: dict[Tier, Path]) -> None:
    found = [
        (path.name, hidden)
        for path in files(bags[Tier.PUBLIC])
        for words in all_words(path)
        for hidden in HIDDEN
        if hidden.lower() in words.lower()
    ]
    assert found == []


def test_every_hidden_name_is_in_the_case_so_that_the_search_can_fail(bags: dict[Tier, Path]) -> None:
    court = "\n".join(words for path in files(bags[Tier.COURT]) for words in all_words(path)).lower()
    assert [
        name for name in (COLLECTOR, REVIEWER, WITNESS, "Tamsin Orrelby Vey", "Sallowmere") if name.lower() not in court
    ] == []


def test_partner_has_texts_and_archived_bytes_and_no_collector(bags: dict[Tier, Path]) -> None:
    words = "\n".join(words for path in files(bags[Tier.PARTNER]) for words in all_words(path)).lower()
    assert WITNESS.lower() in words
    assert REVIEWER.lower() not in words.replace(f"as {REVIEWER} read it".lower(), "").replace("the list of", "")
    assert "kelpwater" not in words
    assert len(list((bags[Tier.PARTNER] / "data" / "snapshots").iterdir())) == 4


def test_the_ledger_is_whole_in_every_tier_and_contents_open_by_tier(bags: dict[Tier, Path]) -> None:
    ledgers = {tier: (bag / "data" / "ledger.jsonl").read_bytes().splitlines() for tier, bag in bags.items()}
    assert ledgers[Tier.PARTNER][: len(ledgers[Tier.PUBLIC])] == ledgers[Tier.PUBLIC]
    kinds = {
        tier: {json.loads(ledgers[tier][int(p.stem) - 1])["kind"] for p in (bag / "data" / "openings").iterdir()}
        for tier, bag in bags.items()
    }
    assert kinds[Tier.PUBLIC] <= {"case", "reading", "profile", "note", "checkpoint", "decision", "withdrawal"}
    assert "snapshot" not in kinds[Tier.PARTNER]
    assert {"actor", "snapshot", "report"} <= kinds[Tier.COURT]


def test_a_page_runs_nothing_and_a_report_says_it_as_words(bags: dict[Tier, Path]) -> None:
    for path in bags[Tier.PUBLIC].rglob("*.html"):
        page = path.read_text("utf-8")
        assert "<script" not in page.lower()
        assert "default-src 'none'" in page
        assert not re.search(r"""(src|href|action)=["']?(https?:|//|javascript:)""", page, re.I)
    assert any(
        "&lt;script&gt;" in path.read_text("utf-8") for path in (bags[Tier.PUBLIC] / "data" / "report").glob("*.html")
    )


def test_the_pdf_is_tagged_runs_nothing_and_says_what_the_pages_say(bags: dict[Tier, Path]) -> None:
    path = bags[Tier.PUBLIC] / "data" / "report" / "report.pdf"
    data = path.read_bytes()
    text = " ".join("\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)).split())
    for word in (b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/EmbeddedFile"):
        assert word not in data
    assert b"/MarkInfo" in data
    for part in ("Contrary evidence", "reasonable grounds to believe", "ucdp-style", "Methodology", SCRIPT):
        assert part in text


def test_the_form_of_annex_iv_carries_the_hash_of_the_hash_list(bags: dict[Tier, Path]) -> None:
    form = (bags[Tier.COURT] / "annex-iv.html").read_text("utf-8")
    stated = json.loads((bags[Tier.COURT] / "checkpoint.json").read_text())
    for part in (stated["hash_of_hash_list"], COLLECTOR, "Hash of the hash list", "for courts", "not recorded"):
        assert part in form


def test_a_recipient_with_openssl_alone_can_check_the_signature(bags: dict[Tier, Path], tmp_path: Path) -> None:
    import subprocess

    bag = bags[Tier.PUBLIC]
    (tmp_path / "sig").write_bytes(bytes.fromhex((bag / "checkpoint.sig").read_text()))
    command = [
        "openssl",
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        bag / "public-key.pem",
        "-rawin",
        "-in",
        bag / "checkpoint.json",
    ]
    assert (
        b"Verified" in subprocess.run([*command, "-sigfile", tmp_path / "sig"], capture_output=True, check=True).stdout
    )
    assert subprocess.run(
        ["sha256sum", "--quiet", "-c", "manifest-sha256.txt"], cwd=bag, check=True, capture_output=True
    )


def flip(path: Path, place: int, bit: int) -> bytes:
    """Change one bit; the bytes as they were."""
    before = path.read_bytes()
    data = bytearray(before)
    data[place] ^= 1 << bit
    path.write_bytes(bytes(data))
    return before


def flips(bag: Path, times: int, seed: int) -> list[str]:
    """The files of which one changed bit, at a random place of the bag, was not found, or not named."""
    rng, paths = random.Random(seed), files(bag)
    sizes = [path.stat().st_size for path in paths]
    missed = []
    for _ in range(times):
        # half the places by size, half by file: small files, where the proofs are, must not be left out
        path = rng.choices(paths, sizes)[0] if rng.random() < 0.5 else rng.choice(paths)
        before = flip(path, rng.randrange(path.stat().st_size), rng.randrange(8))
        name = path.relative_to(bag).as_posix()
        if not any(name in str(flaw) for flaw in verify_bag(bag).findings):
            missed.append(name)
        path.write_bytes(before)
    return missed


def test_one_changed_bit_anywhere_is_found_and_its_file_named(bag: Path) -> None:
    assert flips(bag, 50, seed=1) == []
    assert verify_bag(bag).findings == ()


@pytest.mark.soak
def test_one_changed_bit_at_a_thousand_places_is_found(bag: Path) -> None:
    assert flips(bag, 1000, seed=2) == []


def test_a_file_that_is_added_removed_or_renamed_is_named(bag: Path) -> None:
    (bag / "data" / "extra.txt").write_text("x")
    assert "data/extra.txt: it is not listed" in str(verify_bag(bag).findings[0])
    (bag / "data" / "extra.txt").unlink()
    (bag / "data" / "figures.jsonl").rename(bag / "data" / "other.jsonl")
    assert {flaw.where for flaw in verify_bag(bag).findings} == {"file data/figures.jsonl", "file data/other.jsonl"}


def rehash(bag: Path) -> None:
    """Make the manifests right again, as somebody who changes a bag would; the signature they cannot make."""
    from counterclaim.exports.bag import MANIFEST, TAGS, _hash_all, manifest_of

    found, _ = _hash_all(bag)
    (bag / MANIFEST).write_bytes(manifest_of({n: d for n, d in found.items() if n.startswith("data/")}))
    found, _ = _hash_all(bag)
    (bag / TAGS).write_bytes(manifest_of({n: d for n, d in found.items() if not n.startswith("data/") and n != TAGS}))


def resign(bag: Path) -> None:
    """Sign everything anew with another key, as its forger can."""
    import hashlib

    stated = json.loads((bag / "checkpoint.json").read_text())
    rehash(bag)
    stated["hash_of_hash_list"] = hashlib.sha256((bag / "manifest-sha256.txt").read_bytes()).hexdigest()
    key, data = new_key(), json.dumps(stated).encode()
    (bag / "checkpoint.json").write_bytes(data)
    (bag / "checkpoint.sig").write_bytes(sign(key, data))
    (bag / "public-key.pem").write_bytes(public_pem(key))
    rehash(bag)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_change_with_manifests_made_anew_breaks_the_signed_hash_list(bag: Path) -> None:
    change(bag / "data" / "figures.jsonl", "Orvale", "Arvole")
    rehash(bag)
    (finding,) = verify_bag(bag).findings
    assert "not the hash of the hash list that was signed" in str(finding)


def test_a_bag_signed_anew_is_found_by_the_fingerprint_that_was_told(bag: Path) -> None:
    told = json.loads((bag / "checkpoint.json").read_text())["key"]
    assert verify_bag(bag, key=told).findings == ()
    resign(bag)
    assert verify_bag(bag).findings == ()
    assert "not the key that was expected" in str(verify_bag(bag, key=told).findings[0])


def test_words_that_were_moved_and_contents_that_were_changed_are_found_under_a_forged_signature(bag: Path) -> None:
    change(bag / "data" / "reports.jsonl", '"words":"At least 40"', '"words":"At least 41"')
    opening = next(p for p in sorted((bag / "data" / "openings").iterdir()) if "Northern Front" in p.read_text())
    change(opening, "Northern Front", "Southern Front")
    change(bag / "data" / "ledger.jsonl", '"kind":"profile"', '"kind":"reading"')
    resign(bag)
    told = "\n".join(map(str, verify_bag(bag).findings))
    assert "do not stand where it says" in told
    assert "its content is not what was committed to" in told
    assert "Merkle root is not the one that was signed" in told


def test_the_same_folder_is_the_same_archive_and_any_bit_of_it_is_found(bag: Path, tmp_path: Path) -> None:
    data = archive(bag)
    assert archive(bag) == data
    path = tmp_path / "bag.zip"
    path.write_bytes(data)
    assert verify_file(path, str).findings == ()
    rng = random.Random(3)
    for _ in range(20):
        before = flip(path, rng.randrange(len(data)), rng.randrange(8))
        assert verify_file(path, str).findings
        path.write_bytes(before)
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as evil:
        evil.writestr("../outside.txt", "x")
    assert "none that we write" in str(verify_file(tmp_path / "evil.zip", str).findings[0])
    assert not (tmp_path.parent / "outside.txt").exists()


def test_a_sealed_bag_opens_with_its_passphrase_alone_and_any_bit_of_it_is_found(bag: Path, tmp_path: Path) -> None:
    data = archive(bag)
    sealed = seal(data, "correct horse")
    assert data[:2000] not in sealed
    assert unseal(sealed, "correct horse") == data
    path = tmp_path / "bag.sealed"
    path.write_bytes(sealed)
    assert "does not open it" in str(verify_file(path, lambda: "wrong").findings[0])
    for place in (3, 40, 300, 700, len(sealed) // 2, len(sealed) - 1):
        before = flip(path, place, 1)
        assert verify_file(path, lambda: "correct horse").findings, place
        path.write_bytes(before)
    for cut in (sealed[:-1], sealed[: -(1 << 20)], sealed + b"x"):
        path.write_bytes(cut)
        assert verify_file(path, lambda: "correct horse").findings


def test_extracting_asks_for_an_archive_of_ours(bag: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "packed.zip", "w", zipfile.ZIP_STORED) as packed:
        for path in reversed(files(bag)):
            packed.write(path, path.relative_to(bag))
    (tmp_path / "out").mkdir()
    (flaw,) = extract((tmp_path / "packed.zip").read_bytes(), tmp_path / "out")
    assert "packed anew" in flaw.meaning


def run(*arguments: object, **env: str) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], env={"COUNTERCLAIM_BY": COLLECTOR, **env})


def test_the_commands_write_seal_open_and_verify(full: Case, tmp_path: Path) -> None:
    secret = {"COUNTERCLAIM_BAG_PASSPHRASE": "correct horse battery"}
    case = full.memory.location
    sealed = tmp_path / "court.sealed"
    made = run("export", case, "--as", "casefile", "--tier", "court", "--seal", "--out", sealed, **secret)
    assert made.exit_code == 0, made.output
    assert "Signed with the key" in made.stderr
    found = run("verify", sealed, "--open", tmp_path / "opened", **secret)
    assert found.exit_code == 0, found.output
    assert found.stdout.startswith("Sound: ")
    assert run("verify", tmp_path / "opened").exit_code == 0
    assert run("verify", sealed, COUNTERCLAIM_BAG_PASSPHRASE="wrong").exit_code == 1
    refused = run("export", case, "--as", "casefile", "--seal", "--out", tmp_path / "x", **secret)
    assert refused.exit_code == 2
    assert run("export", case, "--as", "casefile", "--out", tmp_path / "public.zip").exit_code == 0
    assert run("verify", tmp_path / "public.zip").exit_code == 0
    assert [r.content["tier"] for r in full.entries(kinds=(EntryKind.EXPORT,))] == ["court", "public"]
    assert full.verify().findings == ()


def test_a_folder_that_holds_something_is_left_as_it_is(full: Case, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    with pytest.raises(UsageError, match="not an empty folder"):
        write_casefile(tmp_path / "full", *full.case_file(Tier.PUBLIC, by=COLLECTOR))
    assert [p.name for p in (tmp_path / "full").iterdir()] == ["x"]


@pytest.mark.postgres
def test_a_case_in_postgres_leaves_as_one_in_a_folder_does(fresh_postgres: str, tmp_path: Path) -> None:
    with Case.create(fresh_postgres, by=COLLECTOR, passphrase="a long passphrase") as case:
        fill(case, tmp_path)
        for tier in Tier:
            write_casefile(tmp_path / tier.value, *case.case_file(tier, by=COLLECTOR))
            assert verify_bag(tmp_path / tier.value).findings == ()
    public = "\n".join(w for path in files(tmp_path / "public") for w in all_words(path)).lower()
    assert [name for name in HIDDEN if name.lower() in public] == []


def test_an_erased_entry_leaves_as_a_closed_one(full: Case, tmp_path: Path) -> None:
    witness = next(r.entry.id for r in full.entries(kinds=(EntryKind.REPORT,)) if r.entry.protected)
    full.erase(witness, reason="withdrawn", by=COLLECTOR)
    write_casefile(tmp_path / "bag", *full.case_file(Tier.COURT, by=COLLECTOR))
    found = verify_bag(tmp_path / "bag")
    assert found.findings == ()
    assert found.erased >= 2
    assert WITNESS.lower() not in "\n".join(w for p in files(tmp_path / "bag") for w in all_words(p)).lower()


def test_a_formula_stays_words_in_every_table(full: Case, tmp_path: Path) -> None:
    import csv

    from counterclaim.exports.formats import FORMATS

    for name in ("csv", "hxl", "ucdp", "acled"):
        assert (
            run("export", full.memory.location, "--as", name, "--tier", "court", "--out", tmp_path / name).exit_code
            == 0
        )
        paths = list((tmp_path / name).glob("*.csv")) if name == "csv" else [tmp_path / name]
        for path in paths:
            for row in csv.reader(path.open(encoding="utf-8", newline="")):
                begun = [
                    cell for cell in row if cell[:1] in "=+-@\t\r" and cell and not re.fullmatch(r"-\d+(\.\d+)?", cell)
                ]
                assert begun == []
    assert FORMULA in (tmp_path / "csv" / "reports.csv").read_text("utf-8").replace('""', '"')
    assert set(FORMATS) >= {"casefile", "csv", "parquet", "geojson", "hxl", "ucdp", "acled"}


def test_the_steps_of_the_document_open_a_sealed_file_without_our_tool(bag: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    document = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    (tmp_path / "open.py").write_text(document.split("```python\n")[1].split("```")[0])
    data = archive(bag)
    (tmp_path / "bag.sealed").write_bytes(seal(data, "correct horse"))
    command = [sys.executable, tmp_path / "open.py", tmp_path / "bag.sealed", "correct horse", tmp_path / "bag.zip"]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "bag.zip").read_bytes() == data


@pytest.mark.browser
def test_the_report_is_read_in_a_browser_without_network_or_script_and_is_accessible(bags: dict[Tier, Path]) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 800})
        page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith("file:") else None)
        page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
        page.on("dialog", lambda dialog: (wrong.append("a dialog opened"), dialog.dismiss()))
        for path in bags[Tier.COURT].rglob("*.html"):
            page.goto(path.as_uri())
            if page.evaluate("window.hit") is not None:
                wrong.append(f"{path.name}: a script of a report ran")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                wrong.append(f"{path.name}: it scrolls sideways")
            rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
            for found in Axe().run(page, options=rules).response["violations"]:
                wrong.append(f"{path.name}: {found['id']} {found['nodes'][0]['html'][:120]}")
        browser.close()
    assert wrong == []


def test_no_hidden_name_is_in_any_public_table(full: Case, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    from counterclaim.exports.formats import FORMATS

    for name in FORMATS:
        arguments = ("export", full.memory.location, "--as", name, "--out", tmp_path / "out" / name)
        (tmp_path / "out").mkdir(exist_ok=True)
        assert run(*arguments).exit_code == 0
    words = []
    for path in files(tmp_path / "out"):
        words += [str(pq.read_table(path).to_pylist())] if path.suffix == ".parquet" else list(all_words(path))
    told = "\n".join(words).lower()
    assert [name for name in HIDDEN if name.lower() in told] == []
    assert "40 civilians" in told


def test_words_that_no_page_can_show_do_not_stop_the_report(full: Case, tmp_path: Path) -> None:
    from dataclasses import replace

    contents, key = full.case_file(Tier.PUBLIC, by=COLLECTOR)
    title = '\x00\x1b[31m\ufffe\u202e#eval("1") $x$ \\ *b* @ref <l> قال مسؤول'
    reports = [replace(item, report=replace(item.report, title=title, source=title)) for item in contents.reports]
    write_casefile(tmp_path / "bag", replace(contents, title=title, reports=reports), key)
    assert verify_bag(tmp_path / "bag").findings == ()
    text = (
        pypdfium2.PdfDocument(tmp_path / "bag" / "data" / "report" / "report.pdf")[0].get_textpage().get_text_bounded()
    )
    assert 'eval("1")' in text  # U+202E would have turned it around
    assert "قال" in text
    assert "\u202e" not in (tmp_path / "bag" / "data" / "report" / "index.html").read_text("utf-8")
