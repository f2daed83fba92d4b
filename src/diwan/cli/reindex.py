"""`diwan reindex`: fold every published text and every member's name again, so that search finds them."""

import argparse

HELP = "build the search of every community anew, from its texts and members"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--community", metavar="SLUG", help="only this one")


def run(arguments: argparse.Namespace) -> int:
    """0; a community that does not exist is said in one sentence by whoever asked for the command."""
    from diwan.gathering import public as gathering
    from diwan.people import public as people

    every = people.Community.objects.order_by("pk")
    chosen = [people.get_community(slug=arguments.community)] if arguments.community else every
    for community in chosen:
        count = gathering.rebuild_search(community_id=community.pk)
        print(f"diwan reindex: {community.slug}: {count} texts", flush=True)
    return 0
