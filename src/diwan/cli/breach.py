"""`diwan breach-notice`: after a breach, who must be told, by when, and the letter in both languages."""

import argparse
import csv
import sys
from datetime import datetime, timedelta
from pathlib import Path

HELP = "after a breach: deadlines, the letter in both languages, and the list of people to tell"
NEEDS_DJANGO = True
# Hours within which people and the authority are told, by the strictest duty where most of our communities live.
PEOPLE_HOURS, AUTHORITY_HOURS = 24, 72


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--known", required=True, metavar="TIME", help="when you learnt of it, as 2026-11-22T09:30+03:00"
    )
    parser.add_argument("--what", required=True, metavar="WORDS", help="what was reached, in one sentence")
    parser.add_argument("--done", default="", metavar="WORDS", help="what you have done about it")
    parser.add_argument("--community", metavar="SLUG", help="one community only; otherwise everybody here")
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, required=True, help="a new or empty folder")


def run(args: argparse.Namespace) -> int:
    """Nothing is sent: the owner reads the letters first. 2 when the time cannot be read or the folder is not empty."""
    from diwan.people.public import get_community
    from diwan.trust.public import people_concerned

    known = _moment(args.known)
    if known is None or (args.output.exists() and any(args.output.iterdir())):
        print(
            "diwan breach-notice: a time with its zone and an empty folder are needed; nothing was written.",
            file=sys.stderr,
        )
        return 2
    args.output.mkdir(parents=True, exist_ok=True)
    community_id = get_community(slug=args.community).pk if args.community else None
    concerned = people_concerned(community_id=community_id)
    with (args.output / "people.csv").open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["email", "language"])
        lines.writerows(concerned.values_list("email", "language").iterator())
    for language in ("ar", "en"):
        (args.output / f"letter-{language}.txt").write_text(_letter(language, args, known), encoding="utf-8")
    print(f"{concerned.count()} people in {args.output}/people.csv; letters beside it.")
    print(f"Tell them by {known + timedelta(hours=PEOPLE_HOURS):%Y-%m-%d %H:%M %Z}, ", end="")
    print(
        f"the authority by {known + timedelta(hours=AUTHORITY_HOURS):%Y-%m-%d %H:%M %Z}. docs/run/breach.md says how."
    )
    return 0


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _letter(language: str, args: argparse.Namespace, known: datetime) -> str:
    from django.utils import translation
    from django.utils.translation import gettext as _

    with translation.override(language):
        said = [
            _("Something happened that you should know."),
            _("What was reached: %(what)s") % {"what": args.what},
            _("When we learnt of it: %(known)s") % {"known": known.strftime("%Y-%m-%d %H:%M %Z")},
            _("What we have done: %(done)s") % {"done": args.done} if args.done else "",
            _(
                "What you can do: change your password, look at where you are signed in, "
                "trust no letter that asks for codes."
            ),
            _("Your money: every payout needs two people, and a changed destination waits three days."),
            _("Write to us with any question; we answer."),
        ]
    return "\n\n".join(part for part in said if part) + "\n"
