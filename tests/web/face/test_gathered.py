"""What pages link, as it is written when serving starts: fingerprinted, compressed, and again when a source changes."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.finders import get_finder

from diwan.web import assets


@pytest.fixture
def sources(settings: Any, tmp_path: Path) -> Path:
    """A folder of sources of its own, and somewhere to gather them."""
    folder = tmp_path / "sources"
    (folder / "js").mkdir(parents=True)
    (folder / "js" / "page.js").write_text("import { a } from './part.js';\nnew URL('./worker.js', import.meta.url);\n")
    (folder / "js" / "part.js").write_text("export const a = 1;\n")
    (folder / "js" / "worker.js").write_text("self.close();\n" * 40)
    for name in [*assets.stylesheet_names(), *re.findall(r"url\(\.\./([^)]+)\)", assets.gathered())]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((assets.CSS.parent / name).read_bytes())
    settings.STATICFILES_DIRS = [folder]
    settings.STATIC_ROOT = tmp_path / "static"
    get_finder.cache_clear()
    yield folder
    get_finder.cache_clear()


def names(folder: Path) -> dict[str, str]:
    return dict(json.loads((folder / "staticfiles.json").read_text())["paths"])


def test_modules_name_each_other_by_their_fingerprints(sources: Path, tmp_path: Path) -> None:
    assert assets.gather()
    known = names(tmp_path / "static")
    page = (tmp_path / "static" / known["js/page.js"]).read_text()
    assert f'"./{Path(known["js/part.js"]).name}"' in page
    assert f'"./{Path(known["js/worker.js"]).name}"' in page
    assert (tmp_path / "static" / f"{known['js/worker.js']}.gz").is_file()


def test_nothing_is_written_again_until_a_source_changes(sources: Path, tmp_path: Path) -> None:
    assets.gather()
    before = names(tmp_path / "static")
    assert not assets.gather()
    part = sources / "js" / "part.js"
    part.write_text("export const a = 2;\n")
    os.utime(part, (0, 0))  # unpacked from an archive: older than what was gathered from the file before it
    assert assets.gather()
    after = names(tmp_path / "static")
    assert after["js/part.js"] != before["js/part.js"]
    assert after["js/page.js"] != before["js/page.js"]
    assert after["css/diwan.css"] == before["css/diwan.css"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sources", "static"]


def test_a_name_that_leads_nowhere_stops_the_start_and_leaves_what_was_there(sources: Path, tmp_path: Path) -> None:
    assets.gather()
    before = names(tmp_path / "static")
    (sources / "js" / "page.js").write_text("import { a } from './gone.js';\n")
    with pytest.raises(ValueError, match=r"gone\.js"):
        assets.gather()
    assert names(tmp_path / "static") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sources", "static"]


def test_where_nothing_was_gathered_a_file_has_its_own_name(tmp_path: Path) -> None:
    bare = assets.GatheredStorage(location=tmp_path, base_url="/static/")
    assert bare.url("js/page.js") == "/static/js/page.js"
