"""Obtaining and reading: speed against the bare library in the same run, and memory over many reports.

    python benchmarks/intake.py [--reports 100000]

Texts are made here. Times are CPU seconds of this process; ratios are what to look at.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SENTENCE = "At least {n} people were killed in the harbour of Quellport on Monday, the governor said. "


def page(number: int) -> str:
    paragraphs = "".join(f"<p>{SENTENCE.format(n=number + i) * 3}</p>" for i in range(12))
    head = f"<title>Report {number}</title><meta property='article:published_time' content='2019-03-10'>"
    return f"<html><head>{head}</head><body><nav>Home</nav><article><h1>Report {number}</h1>{paragraphs}</article></body></html>"


def cpu(work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def html(count: int = 200) -> None:
    import trafilatura

    from counterclaim.archive.obtain_facts import obtained
    from counterclaim.reports import read_snapshot

    pages = [page(number) for number in range(count)]
    items = [obtained(text.encode(), address=f"{i}.html", collector="benchmark") for i, text in enumerate(pages)]
    read_snapshot(items[0].data, items[0].snapshot)
    trafilatura.bare_extraction(pages[0], with_metadata=True)
    ours = cpu(lambda: [read_snapshot(item.data, item.snapshot) for item in items])
    bare = cpu(lambda: [trafilatura.bare_extraction(text, with_metadata=True) for text in pages])
    print(f"html: {1000 * ours / count:.1f} ms a page, {ours / bare:.2f} times bare trafilatura")


def languages(count: int = 2_000) -> None:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    from counterclaim.reports import detect

    texts = [SENTENCE.format(n=number) * 20 for number in range(count)]
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detect("Au moins douze civils")
    ours = cpu(lambda: [detect(text) for text in texts])
    bare = cpu(lambda: [model.classify(text) for text in texts])
    print(f"language of English texts: {1000 * ours / count:.2f} ms a text, {ours / bare:.2f} times bare py3langid")


def stream(count: int) -> None:
    """Each size in a process of its own, so that its peak memory is its own."""
    peaks = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in (count // 10, count):
            path = Path(folder) / f"{size}.jsonl"
            with path.open("w") as out:
                for number in range(size):
                    out.write(json.dumps({"id": f"r{number}", "text": SENTENCE.format(n=number) * 5}) + "\n")
            done = subprocess.run(
                [sys.executable, __file__, "--stream", str(path)], capture_output=True, text=True, check=True
            )
            peaks[size], seconds = map(float, done.stdout.split())
            print(
                f"jsonl: {size:,} reports, peak {peaks[size]:.0f} MB, {1e6 * seconds / size:.0f} microseconds a report"
            )
    print(f"jsonl: ten times the reports take {peaks[count] / peaks[count // 10]:.2f} times the memory")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--stream", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.stream:
        from counterclaim.reports import stream_jsonl

        seconds = cpu(lambda: sum(1 for _ in stream_jsonl(given.stream)))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, seconds)
        return
    stream(given.reports)  # first: a child's peak includes what its parent held when it was made
    html()
    languages()


if __name__ == "__main__":
    main()
