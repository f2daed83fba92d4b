"""Names as banks take them: the letters of SWIFT's character set, and Arabic written in them. Pure.

The best spelling is the payee's own (`latin` in the destination, as the bank wrote it). Without it, common names are
spelled as passports mostly do, and others letter by letter: readable, never a row of signs.
"""

import re
import unicodedata
from collections.abc import Mapping

from diwan.payouts.rails.rail import Payment

LONGEST_NAME = 70
_ALLOWED = re.compile(r"[^A-Za-z0-9 /?:().,'+-]")


def _pairs(text: str) -> Mapping[str, str]:
    """A table written as pairs, "محمد=Mohammed …"."""
    return dict(pair.split("=") for pair in text.split())


_NAMES = _pairs(
    """
    محمد=Mohammed أحمد=Ahmed احمد=Ahmed محمود=Mahmoud حامد=Hamed علي=Ali على=Ali عمر=Omar عثمان=Othman حسن=Hassan
    حسين=Hussein يوسف=Yousef إبراهيم=Ibrahim ابراهيم=Ibrahim إسماعيل=Ismail اسماعيل=Ismail خالد=Khaled سعيد=Saeed
    سعد=Saad سلمان=Salman سليمان=Sulaiman صالح=Saleh طارق=Tariq فهد=Fahd فيصل=Faisal كريم=Karim ماجد=Majed
    مصطفى=Mustafa ناصر=Nasser نبيل=Nabil وليد=Waleed ياسر=Yasser يحيى=Yahya زيد=Zaid زياد=Ziad رامي=Rami سامي=Sami
    عادل=Adel عباس=Abbas جابر=Jaber جمال=Jamal حمد=Hamad بدر=Badr أنس=Anas أيمن=Ayman باسل=Basel بلال=Bilal
    فاطمة=Fatima فاطمه=Fatima عائشة=Aisha مريم=Maryam خديجة=Khadija زينب=Zainab هدى=Huda ليلى=Layla نور=Nour
    نورة=Noura سارة=Sara سلمى=Salma منى=Mona أمل=Amal أمينة=Amina رانيا=Rania ريم=Reem دينا=Dina هند=Hind
    عبير=Abeer لينا=Lina سمية=Sumaya إيمان=Eman ايمان=Eman شيماء=Shaimaa أسماء=Asmaa عبد=Abd الله=Allah
    عبدالله=Abdullah عبدالرحمن=Abdulrahman عبدالعزيز=Abdulaziz بن=bin بنت=bint أبو=Abu ابو=Abu آل=Al
    """
)
_LETTERS = _pairs(
    """
    ا=a أ=a إ=i آ=aa ٱ=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ك=k
    ل=l م=m ن=n ه=h و=w ي=y ى=a ة=a ء= ؤ=u ئ=e گ=g چ=ch پ=p ژ=zh ڤ=v ک=k ی=y ـ= َ=a ِ=i ُ=u ً= ٍ=
    ٌ= ْ= ّ= ٠=0 ١=1 ٢=2 ٣=3 ٤=4 ٥=5 ٦=6 ٧=7 ٨=8 ٩=9 ،=, ؛=. ؟=?
    """
)
_PLAIN = _pairs("ß=ss ø=o Ø=O æ=ae Æ=AE đ=d Đ=D ł=l Ł=L ı=i þ=th ð=d ’=' ‘=' –=- —=- &=and _=-")
_VOWELS = frozenset("aiueo")
_SUN_AND_MOON = "ال"


def in_latin(text: str) -> str:
    """The text in SWIFT's letters, blanks tidied; what cannot be written in them is left out, perhaps all of it."""
    words = unicodedata.normalize("NFC", text).split()
    return " ".join(filter(None, (_allowed(_word(word)) for word in words)))


def holder_in_latin(payment: Payment) -> str:
    """The account holder as the bank should read it, at most 70 letters; "" when no letter of it can be written."""
    name = payment.details.get("latin") or in_latin(payment.details.get("holder", "") or payment.name)
    return name[:LONGEST_NAME].rstrip() if any(letter.isalpha() for letter in name) else ""


def is_arabic(text: str) -> bool:
    """Whether any letter of it is of the Arabic script."""
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def _word(word: str) -> str:
    if not is_arabic(word):
        return word
    if word in _NAMES:
        return _NAMES[word]
    if word.startswith("عبدال") and len(word) > 6:
        rest = word[5:]
        return f"Abdul{(_NAMES.get(rest) or _spelled(rest)).lower()}"
    if word.startswith(_SUN_AND_MOON) and len(word) > 3:
        rest = word[2:]
        return f"Al-{_NAMES.get(rest) or _spelled(rest).capitalize()}"
    return _spelled(word).capitalize()


def _spelled(word: str) -> str:
    """Letter by letter; و and ي between consonants are the long vowels they mostly are there."""
    out = ""
    for place, letter in enumerate(word):
        sound = _LETTERS.get(letter, letter)
        if letter in "ويی" and place and out and out[-1] not in _VOWELS and not _vowel_follows(word, place):
            sound = "ou" if letter == "و" else "i"
        out += sound
    return out


def _vowel_follows(word: str, place: int) -> bool:
    return place + 1 < len(word) and word[place + 1] in "اأإآىة"


def _allowed(text: str) -> str:
    swapped = "".join(_PLAIN.get(letter, letter) for letter in text)
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", swapped) if not unicodedata.combining(letter))
    return _ALLOWED.sub("", bare).lstrip("-/:+")
