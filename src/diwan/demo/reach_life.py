"""How people of the story are told: who chose what, the letters of the team, and mail that is no news any more."""

from datetime import datetime, timedelta

from diwan.demo.scene import Scene
from diwan.kernel import outbox
from diwan.people import public as people

NEWS_FOR = timedelta(days=3)
_BODY = """السلام عليكم،

هذا الشهر قطفنا أول الطماطم من السطح الشرقي، وأجبنا عن أسئلة كثيرة. شكرًا لكل من كتب وجرّب.

## ما القادم

- يوم البذور صباح السبت، ومن عنده بذور زائدة فليأتِ بها.
- كشف الشهر بعد أيام: **كل مبلغ فيه يُسأل عنه.**

The same in short: seeds on Saturday morning, statements in a few days.
"""
_TRIED = "كيف نسقي في أسبوع حارّ؟"


def live_reached(scene: Scene) -> None:
    """Done last, at `now`: choices, one letter that goes out and one still being written, and the old mail forgone."""
    _choose(scene)
    everybody = people.Audience()
    news = people.draft_newsletter(
        by=scene.owner, subject="أول الطماطم، ويوم البذور", body=_BODY, audience=everybody, at=scene.now
    )
    people.send_newsletter(newsletter=news, by=scene.owner, at=scene.now)
    people.draft_newsletter(
        by=scene.owner, subject=_TRIED, body="## قبل الشمس\n\nاسقوا قبل الشروق، والتربة مغطّاة.",
        audience=people.Audience(language="ar", quiet_days=30), at=scene.now,
    )  # fmt: skip


def forgo_old_mail(now: datetime) -> None:
    """Six months of letters were never sent, because they never happened; sending them now would be a lie."""
    outbox.forgo(before=now - NEWS_FOR, at=now)
    people.forgo_held(before=now)


def _choose(scene: Scene) -> None:
    for number, player in enumerate(sorted(scene.cast.values(), key=lambda one: one.id)):
        if not player.is_around(scene.now) or number % 4:
            continue
        people.set_reach(
            membership_id=player.id,
            choices={"replies": {"mail": "now"}} if number % 8 else {"follows": {"mail": "never"}},
            preference={"digest": "daily" if number % 8 else "weekly", "counts_openings": True},
            at=scene.now,
        )
