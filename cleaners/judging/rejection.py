"""Whether a page has an article at all. In doubt it has: a rejected article would be lost."""

from __future__ import annotations

from cleaners.document import BlockKind, Completeness
from cleaners.judging.completeness import Judged, first_found
from cleaners.judging.page import JudgedPage
from cleaners.metadata.address import split_address
from cleaners.reasons import Rejection
from cleaners.result import Rejected

FIRST_ERROR_STATUS = 400

MAX_ERROR_PAGE_WORDS = 150
"""Main content of a page that says "not found" in its title."""

ARTICLE_TYPES = frozenset(
    """
    AdvertiserContentArticle AnalysisNewsArticle Article AskPublicNewsArticle
    BackgroundNewsArticle BlogPosting DiscussionForumPosting FAQPage HowTo LiveBlogPosting
    MedicalScholarlyArticle MedicalWebPage NewsArticle OpinionNewsArticle Product QAPage Recipe
    Report ReportageNewsArticle Review ReviewNewsArticle SatiricalArticle ScholarlyArticle
    SocialMediaPosting TechArticle article product
    """.split()
)
"""Types of schema.org and Open Graph whose pages have main content of their own."""

INDEX_TYPES = frozenset({"CollectionPage", "ItemList", "SearchResultsPage", "Blog"})

# Chosen on the labelled pages of folds 1 to 4: one of 669 articles is rejected (a portfolio),
# and about a third of the listings; the others have prose enough to be worth keeping.
MAX_HOME_PROSE_WORDS = 300
MAX_LINK_LIST_PROSE_WORDS = 100
MIN_LINK_LIST_SHARE = 0.5
MAX_INDEX_PROSE_WORDS = 60
MAX_DECLARED_INDEX_PROSE_WORDS = 150
MIN_INDEX_LINK_SHARE = 0.4
MIN_DECLARED_INDEX_LINK_SHARE = 0.3
MIN_LINKED_HEADINGS = 6


def judge_rejection(page: JudgedPage, judged: Judged) -> Rejected | None:
    """Return why a page is no article, or None if it is one."""
    error = error_evidence(page)
    if error and judged.completeness is not Completeness.BLOCKED:
        return Rejected(Rejection.ERROR_PAGE, error)
    if judged.completeness is Completeness.BLOCKED:
        return Rejected(Rejection.BLOCKED, judged.evidence)
    if judged.completeness is Completeness.EMPTY:
        return Rejected(Rejection.EMPTY, judged.evidence)
    index = index_evidence(page)
    return Rejected(Rejection.INDEX_PAGE, index) if index else None


def error_evidence(page: JudgedPage) -> str:
    """Return what shows that the page reports an error, or an empty string."""
    if page.status is not None and page.status >= FIRST_ERROR_STATUS:
        return f"HTTP status {page.status}"
    if page.article.words > MAX_ERROR_PAGE_WORDS:
        return ""
    headings = [block.text for block in page.document.blocks if block.kind is BlockKind.HEADING]
    found = first_found("error_page", [page.document.title or "", *headings[:3]])
    return f"says: {found}" if found else ""


def index_evidence(page: JudgedPage) -> str:
    """Return what shows that the page lists other pages, or an empty string."""
    if not page.document.elements:
        return ""  # a text page shows no links
    article = page.article
    if is_home(page) and article.prose_words < MAX_HOME_PROSE_WORDS:
        return f"home page with {article.prose_words} words of prose"
    if article.link_share >= MIN_LINK_LIST_SHARE and (
        article.prose_words < MAX_LINK_LIST_PROSE_WORDS
    ):
        return f"{article.link_share:.0%} of the main content are links"
    types = frozenset(page.metadata.page_types.value if page.metadata.page_types else ())
    return "" if types & ARTICLE_TYPES else list_evidence(page, types & INDEX_TYPES)


def list_evidence(page: JudgedPage, declared: frozenset[str]) -> str:
    """Return what shows that a page which declares no article is a list of links."""
    prose = page.article.prose_words
    if prose >= (MAX_DECLARED_INDEX_PROSE_WORDS if declared else MAX_INDEX_PROSE_WORDS):
        return ""
    whole = page.measures_of_whole()
    headings, link_share = whole.linked_heading_count, whole.link_share
    many_headings = headings >= MIN_LINKED_HEADINGS
    if prose < MAX_INDEX_PROSE_WORDS and (link_share >= MIN_INDEX_LINK_SHARE or many_headings):
        return f"{prose} words of prose, {headings} linked headings"
    if declared and (link_share >= MIN_DECLARED_INDEX_LINK_SHARE or many_headings):
        return f"declares {', '.join(sorted(declared))}"
    return ""


def is_home(page: JudgedPage) -> bool:
    """Return whether the address is that of a site's home page."""
    url = page.metadata.url.value if page.metadata.url else page.document.url
    if not url:
        return False
    parts = split_address(url)
    return parts is not None and not parts.path.strip("/") and not parts.query
