"""Strings that Arabic readers meet and software stumbles over. Each is a plain text that somebody could type."""

STRINGS = (
    "بِسْمِ اللَّهِ الرَّحْمَٰنِ الرَّحِيمِ",  # every letter vowelled
    "ﷺ ﷽ ﷲ ﷼",  # whole phrases in one letter
    "الســــــــلام عليكم",  # tatweel
    "إأآاٱءؤئىيیةهکك",  # letters that search folds
    "لا لأ لإ لآ ﻻ ﻷ ﻹ ﻵ",  # ligatures and their presentation forms
    "ﻣﺮﺣﺒﺎ ﺑﻜﻢ",  # presentation forms only
    "مرحبا\u200f! (تجربة)\u200f",  # right-to-left marks
    "المبلغ \u202e00.001\u202c ر.س",  # an override that turns the amount
    "\u2067مقلوب\u2069 \u2066straight\u2069",
    "١٢٣٬٤٥٦٫٧٨ و ۱۲۳٬۴۵۶٫۷۸ و 123,456.78",  # three sets of digits
    "٪٥٠ ؛ ، ؟ ۔ ٪ ٫ ٬ ٭",
    "علی‌رضا می‌خواهد",  # Persian, with its non-joiner
    "پاکستان کا ٹکٹ",  # Urdu
    "ئۇيغۇرچە",  # Uyghur
    "ا\u0301ل\u0336س\u0336ل\u0489ا\u0334م",  # marks of other scripts upon Arabic letters
    "س̷̪̈́ل̶̢͝ا̵̧̓م̸̱̽",
    "ه" + "ـ" * 120 + "ه",
    "َُِّْ",  # marks upon nothing
    "«اقتباس» “اقتباس” 'اقتباس' \"اقتباس\"",
    "<b>غامق</b> <script>alert('سلام')</script>",
    "<img src=x onerror=alert('صورة')>",
    "[رابط](javascript:alert('سلام'))",
    '" onfocus="alert(1)" autofocus="ـ',
    "{{ 'سلام' }} {% raw %} %(name)s {name} $سلام",
    "'; DROP TABLE أعضاء; --",
    "=cmd|' /C calc'!A0 ـ",
    "@ليلى #وسم $100 100$ ٪",
    "user@مثال.إختبار https://مثال.إختبار/مسار?س=ج",
    "ص‎\u200eLTR‏\u200fRTL",
    "😀 مرحبا 👩\u200d🌾 🇸🇦 🏴\u200d☠️",
    "\ufeffبداية بعلامة",
    "سطر\u2028وسطر\u2029وسطر\u0085وسطر",
    "\u00a0 \u3000فراغات\u2003عجيبة\u202f \u200b",
    "مساحة\tتبويب\vعمودي\fصفحة",
    "قديم\u0640\u0670\u06d6\u06dd\u06de",  # signs of the Qur'an
    "\u0600\u0601\u0602\u0603\u0604\u0605١٢٣",  # number signs that reach over what follows
    "𐭀𐭁 𞤀𞤁 ߊߋ ܐܒ עברית",  # other scripts from right to left
    "null undefined NaN صفر لاشيء",
)
