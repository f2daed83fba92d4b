from pathlib import Path

from django.http import HttpRequest, HttpResponse

from diwan import verifier as module


def verifier(request: HttpRequest) -> HttpResponse:
    """The verifier itself, to be read and run elsewhere."""
    response = HttpResponse(Path(module.__file__).read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verifier.py"'
    return response
