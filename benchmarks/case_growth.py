"""Whether a case stays as quick as it grows: CPU time of `add` a report, from the first thousand to the last, and of
`verify`, as ratios within one run. Reports are invented one-liners and the reader a regular expression, so that what is
measured is the case and not the language model.

    python benchmarks/case_growth.py [REPORTS] [LOCATION]
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.case import fakes

from counterclaim.case import Case

STEP = 1000


def verify(case: Case) -> float:
    """CPU seconds of verifying a case, which must be sound."""
    began = time.process_time()
    result = case.verify()
    if not result.sound:
        sys.exit("\n".join(map(str, result.findings)))
    return time.process_time() - began


def main(reports: int, location: str | None) -> None:
    """Print one line a thousand reports, then the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        case = Case.create(location or f"{folder}/case", by="benchmark", new_grouping=fakes.Grouping)
        adds, verifies = [], []
        for first in range(0, reports, STEP):
            numbers = range(first, first + STEP)
            file = Path(folder) / f"part{first}.txt"
            file.write_text("\n\n".join(f"{n} killed in Town{n % 500}, said the Front, {n}" for n in numbers))
            began = time.process_time()
            case.add([str(file)], by="benchmark", regroup=False, **fakes.STAGES)
            adds.append((time.process_time() - began) / STEP)
            if first in (0, (reports - 1) // STEP * STEP):
                verifies.append(verify(case) / (first + STEP))
            print(f"{first + STEP:6} reports: add {adds[-1] * 1e3:.2f} ms a report (CPU)", flush=True)
        size = sum(path.stat().st_size for path in Path(folder, "case").rglob("*") if path.is_file())
        print(f"verify: {verifies[0] * 1e3:.2f} ms a report of the first thousand, {verifies[-1] * 1e3:.2f} of all")
        print(f"add, last thousand to first: {adds[-1] / adds[0]:.2f}")
        print(f"verify, a report of the whole to a report of the first thousand: {verifies[-1] / verifies[0]:.2f}")
        print(f"bytes a report: {size / reports:.0f}")
        case.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, sys.argv[2] if len(sys.argv) > 2 else None)
