"""Aligned words across scripts: each Latin word looked up among the file's Arabic words, as `link` does.

python benchmarks/names_across.py PAIRS.txt (tab-separated Arabic and Latin words, e.g. the parts of google_ar2en that
the model never saw)
"""

import json
import sys
from pathlib import Path

from counterclaim.victims.crossing import FITS, _rewritten
from counterclaim.victims.names import arabic, latin
from counterclaim.victims.names.rendering import Renderings


def main(paths: list[str]) -> None:
    """Print one JSON object: words, recall and precision at the cutoff that ships."""
    pairs = []
    for path in paths:
        for line in Path(path).read_text("utf-8").splitlines():
            left, _, right = line.partition("\t")
            words, renderings = arabic.clean(left.strip()), latin.clean(right.strip())
            if len(words) == 1 and len(renderings) == 1:
                pairs.append((words[0], renderings[0]))
    known = Renderings(sorted({word for word, _ in pairs}))
    found = [_rewritten(rendering, known) or _rewritten(rendering, known, everywhere=True) for _, rendering in pairs]
    right = sum(word == one for (word, _), one in zip(pairs, found, strict=True))
    told = sum(one is not None for one in found)
    said = {"pairs": len(pairs), "among": len(known.words), "cutoff": FITS}
    print(json.dumps(said | {"recall": round(right / len(pairs), 4), "precision": round(right / told, 4)}))


if __name__ == "__main__":
    main(sys.argv[1:])
