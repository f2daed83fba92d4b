"""`diwan tick`: run the jobs that are due and send what waits in the outbox."""

import argparse
import os
import time

HELP = "run the jobs that are due and send waiting mail, once or every few seconds"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--every", type=int, metavar="SECONDS", help="keep on, with this pause between rounds")


def run(arguments: argparse.Namespace) -> int:
    parent = os.getppid()
    while True:
        _round()
        if arguments.every is None or os.getppid() != parent:
            return 0  # once was asked, or the server that started us is gone
        time.sleep(arguments.every)


def _round() -> None:
    from django.db import close_old_connections

    from diwan.kernel import clock, outbox, schedule

    close_old_connections()
    for name in schedule.run_due(at=clock.now()):
        print(f"diwan tick: {name}", flush=True)
    sent = outbox.deliver(at=clock.now())
    if sent:
        print(f"diwan tick: {sent} messages sent", flush=True)
