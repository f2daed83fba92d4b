"""`diwan seed`: an invented community, always the same, and never where real people would find it."""

import sqlite3
from typing import Any

from diwan.demo import crowd

SMALL = ("seed", "--posts", "12", "--comments", "80", "--people", "9")


def rows(shell: Any, sql: str) -> list[Any]:
    with sqlite3.connect(shell.folder / "diwan.sqlite3") as database:
        return database.execute(sql).fetchall()


def test_a_small_crowd_stands_with_its_counters_and_can_be_searched(shell: Any) -> None:
    done = shell(*SMALL)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("92 texts by 9 people")
    assert rows(shell, "SELECT COUNT(*), SUM(comment_count) FROM gathering_post") == [(12, 80)]
    assert rows(shell, "SELECT COUNT(*) FROM gathering_full_text") == [(92,)]
    assert rows(shell, "SELECT COUNT(*) FROM gathering_comment c JOIN gathering_comment p ON p.id = c.parent_id "
                       "WHERE p.post_id <> c.post_id OR p.parent_id IS NOT NULL") == [(0,)]  # fmt: skip
    with sqlite3.connect(shell.folder / "diwan.sqlite3") as database:
        database.execute("DELETE FROM gathering_full_text")
    anew = shell("reindex")
    assert (anew.returncode, anew.stdout) == (0, "diwan reindex: crowd: 92 texts\n")
    assert rows(shell, "SELECT COUNT(*) FROM gathering_full_text") == [(92,)]
    nowhere = shell("reindex", "--community", "nowhere")
    assert (nowhere.returncode, nowhere.stdout) == (2, "")
    again = shell(*SMALL)
    assert (again.returncode, again.stdout) == (2, "")
    assert "already" in again.stderr


def test_where_people_have_accounts_it_asks_first(shell: Any) -> None:
    assert shell(*SMALL).returncode == 0
    refused = shell(*SMALL, "--community", "second")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--yes" in refused.stderr
    assert rows(shell, "SELECT slug FROM people_community") == [("crowd",)]
    assert shell(*SMALL, "--community", "second", "--yes").returncode == 0


def test_comments_are_spread_as_in_real_communities_and_add_up() -> None:
    counts = crowd.comment_counts(1_000, 10_000)
    assert (len(counts), sum(counts)) == (1_000, 10_000)
    assert counts == sorted(counts, reverse=True) or max(counts) == counts[0]
    assert counts[0] > 200
    assert sorted(counts)[500] < 10
