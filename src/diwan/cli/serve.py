"""`diwan serve`: pages, and the ticker that runs jobs and sends mail, in one command on one port."""

import argparse
import os
import socket
import subprocess
import sys

HELP = "serve the pages (and run the jobs) on one port"
STREAMS_AND_PAGES = 4096  # connections held at the same time; each open page holds one for its live stream
PATIENCE_S = 20  # a worker that has not ended its requests by then is ended
NEEDS_DJANGO = False  # the server's workers start Django themselves; `--demo` must be known before settings are read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument("--threads", type=int, help="pages made at the same time (default: DIWAN_THREADS, or 4)")
    parser.add_argument("--demo", action="store_true", help="build the demo community first and offer its sign-in page")


def run(arguments: argparse.Namespace) -> int:
    if _is_taken(arguments.host, arguments.port):
        print(
            f"diwan serve: port {arguments.port} is taken. Choose another: diwan serve --port {arguments.port + 1}",
            file=sys.stderr,
        )
        return 2
    address = f"http://localhost:{arguments.port}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.settings.dev")
    if os.environ["DJANGO_SETTINGS_MODULE"] == "diwan.settings.dev":  # a public installation has an address of its own
        os.environ.setdefault("DIWAN_BASE_URL", address)
    if arguments.threads is not None:
        os.environ["DIWAN_THREADS"] = str(arguments.threads)
    if arguments.demo:
        os.environ["DIWAN_DEMO"] = "1"
    _prepare(with_demo=arguments.demo)
    print(_greeting(address, with_demo=arguments.demo), flush=True)
    ticker = subprocess.Popen([sys.executable, "-m", "diwan", "tick", "--every", "20"], stdout=subprocess.DEVNULL)
    try:
        _serve(arguments)
    finally:
        ticker.terminate()
        ticker.wait(timeout=10)
    return 0


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _prepare(*, with_demo: bool) -> None:
    import django

    from diwan.kernel.catalogues import compile_settled

    compile_settled()
    django.setup()
    from diwan.cli import migrate
    from diwan.web import assets

    migrate.prepare(quiet=True)
    assets.gather()
    if with_demo:
        from diwan.cli import demo

        demo.build_once()


def _serve(arguments: argparse.Namespace) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "diwan.web.asgi:application",
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.ASGINL,
        workers=1,
        backpressure=STREAMS_AND_PAGES,
        websockets=False,
        workers_kill_timeout=PATIENCE_S,
        respawn_failed_workers=True,
        log_access=False,
    ).serve()


def _greeting(address: str, *, with_demo: bool) -> str:
    lines = ["", f"  ديوان  Diwan   {address}", ""]
    if with_demo:
        lines += [
            f"  Sign in by one click as owner, treasurer, contributor or member: {address}/demo/",
            "  العربية أولًا؛ والإنجليزية بزرّ واحد.  English: the EN button, or ?lang=en",
        ]
    else:
        lines += ["  Make an account, then found a community in four steps.", *_where_mail_goes()]
    return "\n".join([*lines, "  Stop with Ctrl+C.", ""])


def _where_mail_goes() -> list[str]:
    """Codes are sent by mail; until a mail host is set they are files, and a newcomer must know where."""
    from django.conf import settings

    is_written = settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
    return [f"  Mail (sign-in codes) is written to {settings.EMAIL_FILE_PATH}"] if is_written else []
