"""A site with labels of encodings that are wrong, missing or in two minds."""

from __future__ import annotations

from tests.sites.messages import NOT_FOUND, Answer, Asked

_PROSE = (
    "Der Fährmann von Lüttmünde hört nach vierzig Jahren auf. Über tausend Gäste trug sein Boot "
    "in jeder Woche des Sommers über den Strom, und keiner fiel je hinein. Künftig fährt seine "
    "Nichte, die das Steuern schon als Schülerin gelernt hat."
)
_RUSSIAN = (
    "Старый паром через реку снова ходит по расписанию. Капитан говорит, что весной вода "
    "поднялась выше обычного, но пассажиров от этого меньше не стало."
)


def charsets(asked: Asked) -> Answer:
    answers = {
        "/utf-8-called-latin-1.html": _page(_PROSE, "utf-8", "iso-8859-1"),
        "/latin-1-called-utf-8.html": _page(_PROSE, "iso-8859-1", "utf-8"),
        "/windows-1252-without-label.html": _page(_PROSE, "windows-1252", None),
        "/windows-1251.html": _page(_RUSSIAN, "windows-1251", "windows-1251"),
        "/koi8-in-meta-only.html": _page(_RUSSIAN, "koi8-r", None, meta="koi8-r"),
        "/utf-16.html": _page(_PROSE, "utf-16", "utf-16"),
        "/two-minds.html": _page(_PROSE, "utf-8", "utf-8", meta="windows-1251"),
        "/no-such-charset.html": _page(_PROSE, "utf-8", "klingon-7"),
    }
    return answers.get(asked.path, NOT_FOUND)


def _page(prose: str, encoding: str, label: str | None, *, meta: str | None = None) -> Answer:
    declared = f'<meta charset="{meta}">' if meta else ""
    html = f"<!doctype html><html><head>{declared}<title>Fähre</title></head>".replace(
        "ä", "&auml;"
    ) + f"<body><article><h1>Die Fähre</h1><p>{prose}</p></article></body></html>".replace(
        "Die Fähre", "Die F&auml;hre"
    )
    content_type = f"text/html; charset={label}" if label else "text/html"
    return Answer(headers=(("Content-Type", content_type),), body=html.encode(encoding))
