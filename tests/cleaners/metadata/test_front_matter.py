from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from cleaners.metadata import Value, metadata_from_front_matter


def test_front_matter_as_yaml_gives_it() -> None:
    found = metadata_from_front_matter(
        {
            "Title": "Ferry returns",
            "author": ["Ann Tidewell", {"name": "Bo Marsh"}],
            "date": date(2031, 5, 3),
            "lastmod": datetime(2031, 5, 4, 9, 14, tzinfo=UTC),
            "tags": ["Ferry", "Bay"],
            "categories": "Region, ferry",
            "lang": "en_GB",
            "canonical_url": "https://hp.example/ferry",
            "summary": "The Petrel sails again.",
            "cover": "https://hp.example/f.jpg",
            "license": "CC BY 4.0",
            "site": "Harbour Post",
            "draft": False,
        }
    )
    assert found.title == Value("Ferry returns", "front_matter.title")
    assert found.authors == Value(("Ann Tidewell", "Bo Marsh"), "front_matter.author")
    assert found.published == Value("2031-05-03", "front_matter.date")
    assert found.modified == Value("2031-05-04T09:14:00+00:00", "front_matter.lastmod")
    assert found.categories == Value(("Region", "ferry", "Bay"), "front_matter.categories")
    assert found.language == Value("en-GB", "front_matter.lang")
    assert (
        found.url
        == found.canonical
        == Value("https://hp.example/ferry", "front_matter.canonical_url")
    )
    assert found.description == Value("The Petrel sails again.", "front_matter.summary")
    assert found.image == Value("https://hp.example/f.jpg", "front_matter.cover")
    assert found.license == Value("CC BY 4.0", "front_matter.license")
    assert found.site == Value("Harbour Post", "front_matter.site")


def test_texts_and_numbers_are_read_too() -> None:
    found = metadata_from_front_matter(
        {"title": 1984, "authors": "Ann Tidewell and Bo Marsh", "date": "May 3, 2031", "url": "/a"}
    )
    assert found.title == Value("1984", "front_matter.title")
    assert found.authors == Value(("Ann Tidewell", "Bo Marsh"), "front_matter.authors")
    assert found.published == Value("2031-05-03", "front_matter.date")
    assert found.url is None


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.dates()
    | st.datetimes(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
NAMES = st.sampled_from(["title", "author", "date", "tags", "lang", "url", "image", "canonical"])


@given(st.dictionaries(NAMES | st.text(), VALUES))
def test_any_front_matter_is_read(front_matter: dict[str, object]) -> None:
    metadata_from_front_matter(front_matter)
