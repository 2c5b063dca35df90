"""The engines that can be scored, by name: ours, the oracle, and any peer."""

from __future__ import annotations

import re
import sys
import typing
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec.structs
from msgspec import Struct

from cleaners.document import Cut, Page
from cleaners.metadata.values import Metadata
from cleaners.settings import MainContentSettings, Settings
from flows.evaluating.labelled import LabelledPage
from flows.evaluating.oracle import oracle_text

if TYPE_CHECKING:
    from cleaners.result import Result

ORACLE = "oracle"
LEARNED = "learned"

_DECLARED_LANGUAGE = re.compile(
    rb"<html\b[^>]{0,2000}?\blang\s*=\s*[\"']?\s*([A-Za-z]{2,3})\b", re.IGNORECASE
)
_HEAD_BYTES = 65_536


class EngineError(ValueError):
    """An engine that does not exist; its message is one line that says what there is."""


class Answer(Struct, frozen=True):
    """What an engine makes of a page.

    Attributes:
        text: The article; empty if there is none.
        metadata: What it says of the article; None for an engine that only gives text.
        cuts: What it removed and why, as far as it says so.
        language: Language of the page (without region), from the metadata or else as declared.
        confidence: How good the engine takes its text to be, from 0 to 1, if it says so.
    """

    text: str
    metadata: Metadata | None = None
    cuts: tuple[Cut, ...] = ()
    language: str | None = None
    confidence: float | None = None


Engine = Callable[[bytes, LabelledPage], Answer]
Peer = Callable[[bytes, str | None], str | None]


def cleaning_engines() -> tuple[str, ...]:
    """Return the engines that the settings know."""
    names: tuple[str, ...] = typing.get_args(typing.get_type_hints(MainContentSettings)["engine"])
    return names


def engine_named(name: str, settings: Settings, models: Path | None = None) -> Engine:
    """Return the engine of that name.

    Args:
        name: One of the settings' engines, ``oracle``, or ``module:function`` for a peer, a
            callable of the bytes of a page and its address that returns a text or None.
        settings: What the cleaning engines run with, but for their name.
        models: Folder of models ``fold-0.npz`` to ``fold-4.npz``, each made without that fold, and
            ``lines-fold-0.npz`` and so on for text: the learned engine takes for each page those
            that never saw its host.

    Raises:
        EngineError: There is none of that name.
    """
    check_engine(name)
    if name == LEARNED and models is not None:
        return _out_of_fold_engine(settings, models)
    if ":" in name:
        return _peer_engine(peer_named(name))
    if name == ORACLE:
        return _oracle_engine(settings)
    return _cleaning_engine(name, settings)


def check_engine(name: str) -> None:
    """Make sure that there is such an engine, without loading ours.

    Raises:
        EngineError: There is none of that name.
    """
    if ":" in name:
        peer_named(name)
    elif name not in (*cleaning_engines(), ORACLE):
        known = ", ".join((*cleaning_engines(), ORACLE))
        raise EngineError(f"there is no engine {name}; name one of {known}, or a module:function")


def peer_named(target: str) -> Peer:
    """Return the callable at ``module:function``; modules in the current folder are found too.

    Raises:
        EngineError: The module cannot be imported or has no such callable.
    """
    module_name, _, function_name = target.partition(":")
    if (folder := str(Path.cwd())) not in sys.path:
        sys.path.append(folder)
    try:
        found: object = import_module(module_name)
    except (ImportError, ValueError) as error:
        raise EngineError(f"the engine {target} cannot be imported: {error}") from error
    function = getattr(found, function_name, None)
    if not callable(function):
        raise EngineError(f"the engine {target}: {module_name} has no function {function_name!r}")
    peer: Peer = function
    return peer


def _peer_engine(peer: Peer) -> Engine:
    def answer(raw: bytes, page: LabelledPage) -> Answer:
        text: object = peer(raw, page.gold.url)
        if not isinstance(text, str | None):
            raise TypeError(f"a peer returns a text or None, not {type(text).__name__}")
        return Answer(text=text or "", language=declared_language(raw))

    return answer


def _cleaning_engine(name: str, settings: Settings) -> Engine:
    clean = _cleaning(settings, name)

    def answer(raw: bytes, page: LabelledPage) -> Answer:
        return _answer_of(clean(raw, page))

    return answer


def _out_of_fold_engine(settings: Settings, folder: Path) -> Engine:
    cleaning_of_fold: dict[int, Callable[[bytes, LabelledPage], Result]] = {}

    def answer(raw: bytes, page: LabelledPage) -> Answer:
        if page.fold not in cleaning_of_fold:
            paths = fold_model(folder, page.fold), fold_line_model(folder, page.fold)
            cleaning_of_fold[page.fold] = _cleaning(settings, LEARNED, paths)
        return _answer_of(cleaning_of_fold[page.fold](raw, page))

    return answer


def fold_model(folder: Path, fold: int) -> Path:
    """Return where the model stands that was made without a fold."""
    return folder / f"fold-{fold}.npz"


def fold_line_model(folder: Path, fold: int) -> Path:
    """Return where the model of lines of text stands that was made without a fold."""
    return folder / f"lines-fold-{fold}.npz"


def check_fold_models(folder: Path, folds: Iterable[int]) -> None:
    """Make sure that there are models for each of these folds.

    Raises:
        EngineError: One is not there.
    """
    for fold in sorted(folds):
        for path in (fold_model(folder, fold), fold_line_model(folder, fold)):
            if not path.is_file():
                raise EngineError(f"there is no {path}; make train writes one for each fold")


def _answer_of(result: Result) -> Answer:
    return Answer(
        text=result.text,
        metadata=result.metadata,
        cuts=result.cuts,
        language=_language_of(result.metadata),
        confidence=result.confidence,
    )


def _oracle_engine(settings: Settings) -> Engine:
    clean = _cleaning(settings, "none")

    def answer(raw: bytes, page: LabelledPage) -> Answer:
        result = clean(raw, page)
        return Answer(
            text=oracle_text(result.document.blocks, page.gold.text),
            language=_language_of(result.metadata),
        )

    return answer


def _cleaning(
    settings: Settings, engine: str, models: tuple[Path, Path] | None = None
) -> Callable[[bytes, LabelledPage], Result]:
    # Imported here because the command line names engines before it needs one.
    from cleaners.learned.line_model import line_model_from  # noqa: PLC0415
    from cleaners.learned.model import model_from  # noqa: PLC0415
    from cleaners.pipeline import Cleaner  # noqa: PLC0415

    main_content = msgspec.structs.replace(settings.main_content, engine=engine)
    settings = msgspec.structs.replace(settings, main_content=main_content)
    if models is None:
        cleaner = Cleaner(settings)
    else:
        blocks, lines = (path.read_bytes() for path in models)
        cleaner = Cleaner(settings, model_from(blocks), line_model_from(lines))

    def clean(raw: bytes, page: LabelledPage) -> Result:
        return cleaner.clean(Page(raw=raw, url=page.gold.url, name=page.raw_path.name))

    return clean


def declared_language(raw: bytes) -> str | None:
    """Return the language of a page as its ``html`` element declares it, without region."""
    found = _DECLARED_LANGUAGE.search(raw[:_HEAD_BYTES])
    return found[1].decode("ascii").lower() if found else None


def _language_of(metadata: Metadata) -> str | None:
    language = metadata.language
    return language.value.partition("-")[0].lower() if language else None
