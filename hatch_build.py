"""Build hook: makes the gazetteer from GeoNames data while a wheel or an editable install is built."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
TARGET = ROOT / "src" / "counterclaim" / "places" / "data" / "gazetteer.sqlite"


class GazetteerHook(BuildHookInterface):  # type: ignore[misc]
    """Runs `tools/build_gazetteer.py` unless the gazetteer is newer than everything it is made from."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        script = ROOT / "tools" / "build_gazetteer.py"
        made_from = [script, TARGET.parent.parent / "names.py", *TARGET.parent.glob("*.csv")]
        if TARGET.exists() and all(TARGET.stat().st_mtime >= path.stat().st_mtime for path in made_from):
            return
        spec = importlib.util.spec_from_file_location("build_gazetteer", script)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(script)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.build(TARGET)
