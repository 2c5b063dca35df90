from __future__ import annotations

import pytest

from cleaners.features.copyright_lines import copyright_lines
from cleaners.features.document_features import DocumentFeatures
from tests.cleaners.building import text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


@pytest.mark.parametrize(
    ("line", "holder"),
    [
        ("Copyright © 2014-2031 Quay Watch - Harbour News & Analysis", "quay watch"),
        ("© 2031 The Quay Watch. All rights reserved.", "quay watch"),
        ("© 2031 Quay Watch, Inc.", "quay watch"),
        ("Copyright 2031 by Quay Watch | All rights reserved", "quay watch"),
        ("(c) 2031 Quay Watch", "quay watch"),
        ("© 2019 – 2031 Quay Watch all rights reserved", "quay watch"),
        ("© Quay Watch 2031", ""),
    ],
)
def test_a_copyright_line_names_its_holder(line: str, holder: str) -> None:
    (found,) = copyright_lines(DocumentFeatures(text_document(PROSE, line)))
    assert (found.found.block, found.holder) == (1, holder)


@pytest.mark.parametrize(
    "line",
    ["© Ilse Marbach", "Copyright reform of 2031", "(c) the fee of 2031", "Copyright 2031: a year"],
)
def test_another_line_with_the_sign_is_none(line: str) -> None:
    assert not list(copyright_lines(DocumentFeatures(text_document(PROSE, line, PROSE))))


def test_a_long_line_is_scanned_in_bounds() -> None:
    text = "© " + "2 0" * 1_000_000
    assert not list(copyright_lines(DocumentFeatures(text_document(text))))
