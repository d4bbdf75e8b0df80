"""The weighing model in a large case: switching it on, one report more, a page of figures; in seconds of CPU.

.venv/bin/python benchmarks/weigh_case.py LOCATION [--claims 20000]
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.big_case import EACH, build, read, war
from tests.case import fakes


def main() -> None:
    """Build, switch on, add, look; and print how long each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("location")
    parser.add_argument("--claims", type=int, default=20_000)
    asked = parser.parse_args()
    case = build(asked.location, asked.claims)
    print(f"{case.count_claims():,} claims, {case.count_figures():,} figures")

    def timed(what: str, do: Callable[[], object]) -> None:
        began, cpu = time.perf_counter(), time.process_time()
        do()
        print(f"{what}: {time.perf_counter() - began:.2f} s, {time.process_time() - cpu:.2f} s CPU")

    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(war(3 * EACH, 7)[:3]):
            (Path(folder) / f"more{number}.txt").write_text(text)
        options = {**fakes.STAGES, "read": read}
        timed("one report more, off", lambda: case.add([f"{folder}/more0.txt"], by="benchmark", **options))
        case.weighing.switch_on(reason="To measure it.", by="benchmark")
        timed("the first answers", case.weighing.all)
        timed("one report more, on", lambda: case.add([f"{folder}/more1.txt"], by="benchmark", **options))
        timed("again", lambda: case.add([f"{folder}/more2.txt"], by="benchmark", **options))
        timed("a page of figures", lambda: list(case.figures(limit=25)))
    found = case.weighing.all()
    print(f"{len(found.figures) if found else 0:,} figures weighed")
    case.close()


if __name__ == "__main__":
    main()
