from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.deciding import Decision, decide
from cleaners.document import BlockKind, Cut
from cleaners.metadata.line_values import MAX_LINE_CHARACTERS, metadata_from_lines
from cleaners.metadata.values import Metadata, Value
from cleaners.reasons import Reason
from tests.cleaners.building import text_document

Line = tuple[Reason, str]
LATEST = date(2024, 6, 1)


def read(
    *lines: Line, language: str | None = "en", latest: date | None = LATEST, is_text: bool = True
) -> Metadata:
    """Return what lines say that were cut for these reasons."""
    cuts = tuple(
        Cut(index, 0, len(text), BlockKind.PARAGRAPH, reason, "test", 0.9, "seen", text)
        for index, (reason, text) in enumerate(lines)
    )
    decision = Decision(kept=(), cuts=cuts)
    return metadata_from_lines(decision, language=language, latest=latest, is_text=is_text)


def of(value: Value[str] | None) -> str | None:
    """Return a value without its origin."""
    return value.value if value else None


DATED = [
    ("September 12, 2023", "en", "2023-09-12"),
    ("September 12, 2023 – 09:04", "en", "2023-09-12T09:04:00"),
    ("Reach, 12 May 2024", "en", "2024-05-12"),
    ("Stand: 12.05.2024, 10:30 Uhr", "de", "2024-05-12T10:30:00"),
    ("Montag, 3. März 2024", "de", "2024-03-03"),
    ("Publié le 3 mai 2024 à 10h30", "fr", "2024-05-03T10:30:00"),
    ("3 de mayo de 2024", "es", "2024-05-03"),
    ("2024年5月3日", "zh", "2024-05-03"),
    ("Published 3 May 2024, updated 5 May 2024", "en", "2024-05-03"),
]


@pytest.mark.parametrize(("line", "language", "day"), DATED)
def test_a_date_line_gives_the_date(line: str, language: str, day: str) -> None:
    found = read((Reason.DATELINE, line), language=language)
    assert found.published == Value(day, "line.dateline")
    assert found.modified is None


@pytest.mark.parametrize(
    "line",
    ["12 May", "May 2024", "Today, 10:30", "Monday", "REACH (dpa)", "2024", "31 February 2024", ""],
)
def test_no_date_is_invented(line: str) -> None:
    found = read((Reason.DATELINE, line))
    assert found.published is None
    assert found.modified is None


def test_a_date_in_the_future_is_not_believed() -> None:
    line = (Reason.DATELINE, "2 June 2024")
    assert read(line).published is None
    assert of(read(line, latest=date(2024, 6, 2)).published) == "2024-06-02"
    assert of(read(line, latest=None).published) == "2024-06-02"
    assert of(read(line, (Reason.DATELINE, "12 May 2024")).published) == "2024-05-12"


@pytest.mark.parametrize("reason", [Reason.TITLE, Reason.BYLINE, Reason.RELATED, Reason.COMMENTS])
def test_dates_of_other_lines_are_not_those_of_the_article(reason: Reason) -> None:
    assert read((reason, "12 May 2024")).published is None


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Updated: 5 May 2024", "en"),
        ("Last updated on May 5, 2024", "en"),
        ("Aktualisiert am 5. Mai 2024", "de"),
        ("Mis à jour le 5 mai 2024", "fr"),
        ("Actualizado el 5 de mayo de 2024", "es"),
        ("更新：2024年5月5日", "zh"),
    ],
)
def test_an_update_is_no_publication(line: str, language: str) -> None:
    first = {"en": "3 May 2024", "de": "3. Mai 2024", "fr": "3 mai 2024", "es": "3 de mayo de 2024"}
    published = (Reason.DATELINE, first.get(language, "2024-05-03"))
    update = (Reason.DATELINE, line)
    for order in ((published, update), (update, published)):
        found = read(*order, language=language)
        assert (of(found.published), of(found.modified)) == ("2024-05-03", "2024-05-05")


def test_an_update_alone_is_the_only_date_that_is_known() -> None:
    found = read((Reason.DATELINE, "Updated: 5 May 2024"))
    assert (of(found.published), found.modified) == ("2024-05-05", None)


@pytest.mark.parametrize(
    "line", ["更新日期：2024年5月5日", "2024年5月5日更新", "수정됨 2024.05.05"]
)
def test_an_update_is_known_in_scripts_without_spaces(line: str) -> None:
    found = read((Reason.DATELINE, "2024-05-03"), (Reason.DATELINE, line), language="zh")
    assert of(found.modified) == "2024-05-05"


def test_a_change_before_the_publication_is_none() -> None:
    found = read((Reason.DATELINE, "5 May 2024"), (Reason.DATELINE, "Updated: 3 May 2024"))
    assert (of(found.published), found.modified) == ("2024-05-05", None)


@pytest.mark.parametrize(
    ("lines", "language", "names"),
    [
        (["By Ann Example"], "en", ("Ann Example",)),
        (["By Ann Example and Bo Sample"], "en", ("Ann Example", "Bo Sample")),
        (["Von Anna Beispiel und Bernd Muster"], "de", ("Anna Beispiel", "Bernd Muster")),
        (["Par Anne Exemple, envoyée spéciale"], "fr", ("Anne Exemple",)),
        (["Por Ana Ejemplo"], "es", ("Ana Ejemplo",)),
        (["By Ann Example", "By ANN EXAMPLE", "Bo Sample"], "en", ("Ann Example", "Bo Sample")),
    ],
)
def test_bylines_give_the_authors(lines: list[str], language: str, names: tuple[str, ...]) -> None:
    found = read(*((Reason.BYLINE, line) for line in lines), language=language)
    assert found.authors == Value(names, "line.byline")


def test_the_place_of_a_french_byline_is_no_author() -> None:
    found = read((Reason.BYLINE, "Par Anne Exemple, à Valmoulin"), language="fr")
    assert found.authors == Value(("Anne Exemple",), "line.byline")


def test_a_line_without_a_name_gives_no_author() -> None:
    assert read((Reason.BYLINE, "By")).authors is None
    assert read((Reason.CAPTION, "By Ann Example")).authors is None


def test_the_first_title_line_is_the_title() -> None:
    found = read((Reason.TITLE, "The  mill\nturns"), (Reason.TITLE, "Another"))
    assert found.title == Value("The mill turns", "line.title")


@pytest.mark.parametrize(
    ("line", "categories"),
    [
        ("World, Business 3 Comments on The mill turns", ("World", "Business")),
        ("Asia 1 Comment on The mill turns", ("Asia",)),
        ("Region, Sport 4 Kommentare zu The mill turns", ("Region", "Sport")),
        ("Region, Region 4 Kommentare zu The mill turns", ("Region",)),
        ("Region, Sport 4 Kommentare", None),
        ("3 Comments", None),
        ("Comments (3)", None),
        ("and one more thing 3 Comments on The mill turns", None),
        ("The mill on the Sallow has turned again 3 Comments on The mill turns", None),
        ("A, B, C, D, E, F, G 3 Comments on The mill turns", None),
        ("World, 3 Comments on The mill turns", None),
    ],
)
def test_categories_stand_before_a_comment_counter(
    line: str, categories: tuple[str, ...] | None
) -> None:
    expected = Value(categories, "line.comments") if categories else None
    found = read((Reason.TITLE, "The mill turns"), (Reason.COMMENTS, line))
    assert found.categories == expected


@pytest.mark.parametrize(
    "line",
    ["Ann Example 3 hours ago", "Bo 12 May 2024", "View all 12 comments", "Show 3 more replies"],
)
def test_other_lines_of_a_thread_give_no_categories(line: str) -> None:
    title = (Reason.TITLE, "The mill turns")
    assert read(title, (Reason.COMMENTS, line)).categories is None
    assert read((Reason.COMMENTS, "World 3 Comments on The mill turns")).categories is None


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Source: Example Wire", "Example Wire"),
        ("Source : Dépêche du Gué", "Dépêche du Gué"),
        ("Quelle: dpa/nordküste", "dpa/nordküste"),
        ("(dpa/afp)", "dpa/afp"),
        ("[Example Wire]", "Example Wire"),
        ("(Source: Example Wire.)", "Example Wire"),
        ("来源：示例社", "示例社"),
        ("dpa", "dpa"),
        ("Source: https://wire.example/1", "https://wire.example/1"),
    ],
)
@pytest.mark.parametrize("is_text", [True, False])
def test_a_source_line_gives_the_credit(line: str, credit: str, *, is_text: bool) -> None:
    assert read((Reason.SOURCE, line), is_text=is_text).credit == Value(credit, "line.source")


@pytest.mark.parametrize("line", ["https://wire.example/1", "(https://wire.example/1)"])
def test_the_scheme_of_an_address_is_no_label(line: str) -> None:
    assert of(read((Reason.SOURCE, line)).credit) == "https://wire.example/1"


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("© 2024 The Harbour Post. All rights reserved.", "The Harbour Post"),
        ("© 2019-2024 Hafenbote", "Hafenbote"),
        ("Copyright 2024 by Harbour Media Ltd.", "Harbour Media Ltd"),
        ("Copyright © 2024, Harbour Post | Imprint", "Harbour Post"),
        ("Copyright (c) 2024 Harbour Post", "Harbour Post"),
        ("Alle Rechte vorbehalten. © Hafenbote GmbH", "Hafenbote GmbH"),
        ("© Le Courrier du Gué", "Le Courrier du Gué"),
        ("© 2024", None),
        ("All rights reserved.", None),
        ("Terms of use", None),
    ],
)
def test_a_copyright_line_gives_the_site(line: str, site: str | None) -> None:
    expected = Value(site, "line.legal") if site else None
    assert read((Reason.LEGAL, line)).site == expected


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("This material is copyrighted and may not be republished.", None),
        ("© 2024 All rights reserved.", None),
        ("© 2024 Harbour Post, all rights reserved", "Harbour Post"),
        ("© Copyright 2024 Harbour Post", "Harbour Post"),
        ("© Harbour Post 2024", "Harbour Post"),
    ],
)
def test_a_copyright_line_gives_nothing_but_the_name(line: str, site: str | None) -> None:
    assert of(read((Reason.LEGAL, line)).site) == site


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("Read more news from The Harbour Post", "The Harbour Post"),
        ("Mehr von Hafenbote »", "Hafenbote"),
        ("More from Bell & Anchor.", "Bell & Anchor"),
        ("Read more stories from around the world", None),
        ("Read more: Floods in Reach", None),
        ("From the archive of a town that has many long stories to tell From", None),
        ("", None),
    ],
)
def test_an_invitation_can_end_with_the_site(line: str, site: str | None) -> None:
    expected = Value(site, "line.promo") if site else None
    assert read((Reason.PROMO, line)).site == expected


@pytest.mark.parametrize("line", ["Mehr dazu bei Facebook", "Get the app from Google Play"])
def test_a_network_or_a_shop_is_not_the_site(line: str) -> None:
    assert read((Reason.PROMO, line)).site is None


def test_a_copyright_line_goes_before_an_invitation() -> None:
    found = read((Reason.PROMO, "More from The Reach Gazette"), (Reason.LEGAL, "© Harbour Post"))
    assert of(found.site) == "Harbour Post"


def test_of_a_page_with_markup_only_the_credit_is_taken() -> None:
    found = read(
        (Reason.TITLE, "The mill turns"),
        (Reason.DATELINE, "12 May 2024"),
        (Reason.BYLINE, "By Ann Example"),
        (Reason.LEGAL, "© Harbour Post"),
        (Reason.SOURCE, "Source: Example Wire"),
        is_text=False,
    )
    assert found == Metadata(credit=Value("Example Wire", "line.source"))


LEAD = "The old mill of Reach will grind grain again after two winters"
SECOND = "The council of Reach voted on Tuesday that the old mill will grind grain in spring."
BODY = ("It was loud.", "People came from the whole valley.")


def read_body(*paragraphs: str, is_text: bool = True) -> Metadata:
    """Return what a text says of which nothing is cut."""
    decision = decide(text_document(*paragraphs), [])
    return metadata_from_lines(decision, language="en", latest=LATEST, is_text=is_text)


def test_a_first_paragraph_that_the_next_says_again_is_the_standfirst() -> None:
    assert read_body(LEAD, SECOND, *BODY) == Metadata(description=Value(LEAD, "line.standfirst"))


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param((LEAD, *BODY, SECOND), id="said again later"),
        pytest.param((LEAD, SECOND, BODY[0]), id="a short text"),
        pytest.param(("The mill of Reach", SECOND, *BODY), id="a few words"),
        pytest.param((LEAD, "The mayor of Reach spoke first.", *BODY), id="another thing"),
        pytest.param((f"{LEAD} {'or so ' * 100}", SECOND, *BODY), id="a long paragraph"),
        pytest.param((), id="nothing"),
    ],
)
def test_other_first_paragraphs_are_none(paragraphs: tuple[str, ...]) -> None:
    assert read_body(*paragraphs).description is None


def test_a_page_describes_itself_in_its_head() -> None:
    assert read_body(LEAD, SECOND, *BODY, is_text=False) == Metadata()


def test_a_long_paragraph_is_no_line() -> None:
    padded = "12 May 2024 " + "word " * (MAX_LINE_CHARACTERS // 5)
    assert read((Reason.DATELINE, padded)) == Metadata()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(Reason)),
            st.one_of(
                st.text(max_size=60),
                st.text(st.sampled_from("©1 A,.:()a3年 Comments"), max_size=60),
                st.dates().map(date.isoformat),
            ),
        ),
        max_size=6,
    ),
    st.sampled_from([None, "en", "de", "zh"]),
)
def test_whatever_the_lines_say_no_date_lies_in_the_future(
    lines: list[Line], language: str | None
) -> None:
    found = read(*lines, language=language)
    for value in (found.published, found.modified):
        assert value is None or value.value[:10] <= LATEST.isoformat()
    for text in (found.title, found.site, found.credit):
        assert text is None or text.origin.startswith("line.")
