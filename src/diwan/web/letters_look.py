"""How letters look. Mail programs know tables, attributes and inline styles and little else; so this is where they are.

Outlook draws with Word's engine: widths, colours and directions must also stand as attributes, and the direction on
every table and cell, because it is not handed down. No picture, sheet or font is fetched from anywhere.
"""

from markupsafe import Markup

from diwan.kernel.text.reader import Reader

INK, FAINT, RULE, PAPER, SHEET = "#15201c", "#5f6b66", "#d9e0d8", "#f0f3ee", "#fbfcf9"
FONT = "'IBM Plex Sans Arabic',Tahoma,'Segoe UI',Arial,sans-serif"
WIDTH = 600
_FRAME = 'role="presentation" border="0" cellpadding="0" cellspacing="0"'


class Look:
    """The attributes of a letter's elements for one reader: `<table {{ look.sheet }}>`."""

    def __init__(self, reader: Reader) -> None:
        self._lang, self._dir = reader.language, "rtl" if reader.is_rtl else "ltr"
        self._start = "right" if reader.is_rtl else "left"
        self._line = "1.75" if reader.is_rtl else "1.55"

    @property
    def body(self) -> Markup:
        return Markup('dir="{}" bgcolor="{}" style="margin:0;padding:0;background-color:{}"').format(
            self._dir, PAPER, PAPER
        )

    @property
    def paper(self) -> Markup:
        return self._table(f'width="100%" bgcolor="{PAPER}"', f"background-color:{PAPER}")

    @property
    def sheet(self) -> Markup:
        return self._table(
            f'width="{WIDTH}" align="center" bgcolor="{SHEET}"',
            f"width:100%;max-width:{WIDTH}px;background-color:{SHEET};border-top:2px solid {INK}",
        )

    @property
    def list(self) -> Markup:
        return self._table('width="100%"', "border-collapse:collapse")

    @property
    def brand(self) -> Markup:
        return self._cell(f"padding:20px 24px 4px;font-size:18px;font-weight:bold;color:{INK}")

    @property
    def text(self) -> Markup:
        return self._cell(f"padding:8px 24px;font-size:16px;color:{INK}")

    @property
    def heading(self) -> Markup:
        return self._cell(
            f"padding:16px 24px 4px;font-size:18px;font-weight:bold;color:{INK};border-bottom:1px solid {RULE}"
        )

    @property
    def item(self) -> Markup:
        return self._cell(f"padding:10px 24px;font-size:16px;color:{INK};border-bottom:1px solid {RULE}")

    @property
    def foot(self) -> Markup:
        return self._cell(f"padding:16px 24px 24px;font-size:14px;color:{FAINT};border-top:1px solid {RULE}")

    @property
    def button_cell(self) -> Markup:
        return Markup('dir="{}" align="center" bgcolor="{}" style="border-radius:4px;background-color:{}"').format(
            self._dir, INK, INK
        )

    @property
    def button(self) -> Markup:
        style = f"display:inline-block;padding:11px 20px;font-family:{FONT};font-size:16px;color:{SHEET};"
        return Markup('style="{}text-decoration:none"').format(Markup(style))

    @property
    def button_table(self) -> Markup:
        return self._table(f'align="{self._start}"', "")

    @property
    def link(self) -> Markup:
        return Markup('style="color:{};text-decoration:underline"').format(INK)

    @property
    def faint_link(self) -> Markup:
        return Markup('style="color:{};text-decoration:underline"').format(FAINT)

    @property
    def faint(self) -> Markup:
        return Markup('style="font-size:14px;color:{}"').format(FAINT)

    @property
    def hidden(self) -> Markup:
        """The line a list of letters shows after the subject; nowhere in the letter itself."""
        return Markup('style="display:none;max-height:0;overflow:hidden;mso-hide:all"')

    def _table(self, attributes: str, style: str) -> Markup:
        end = f' style="{style}"' if style else ""
        return Markup(f'{_FRAME} dir="{self._dir}" lang="{self._lang}" {attributes}{end}')

    def _cell(self, style: str) -> Markup:
        base = f"font-family:{FONT};line-height:{self._line};text-align:{self._start};direction:{self._dir}"
        return Markup(f'dir="{self._dir}" align="{self._start}" style="{base};{style}"')
