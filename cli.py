"""The `unres` command: parse arguments, call one function, render, exit.

Everything heavy is imported by the command that needs it, so that `unres search` starts fast.
"""

import sys

try:
    import atexit
    import os
    import re
    import shutil
    import signal
    import time
    import warnings
    from collections.abc import Callable, Iterator
    from contextlib import contextmanager
    from dataclasses import dataclass
    from enum import StrEnum
    from functools import partial
    from pathlib import Path
    from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TextIO

    import typer
    from typer.core import TyperCommand

    from corpus import errors
    from corpus.model import Language
except KeyboardInterrupt:  # Ctrl-C before the program is there to heed it
    sys.exit(130)

if TYPE_CHECKING:
    from corpus.ingest import Progress
    from search.library import Library
    from search.results import SearchResults
    from search.terminal import Style

NOT_FOUND, MISUSED, BROKEN, SOME_FAILED, INTERRUPTED = 1, 2, 3, 4, 130
EXIT_CODES: dict[type[errors.UnresError], int] = {
    errors.UsageError: MISUSED,
    errors.DamagedError: BROKEN,
    errors.DocumentError: SOME_FAILED,
    errors.SourceError: 5,
    errors.LockHeldError: 6,
    errors.UnresError: BROKEN,  # whatever else keeps corpus or index from being read or written
}

HELP = """Find the exact paragraph in United Nations crime-prevention resolutions.

\b
Examples:
  unres search 监狱过度拥挤
  unres search '"restorative justice"' --kind operative --year 2020..
  unres search 贩运人口 受害者 --verb 敦促
  unres show A/RES/75/196#op5 --lang zh,en
  unres refresh --lang zh,en
  unres add ~/Downloads/GAresolutions.zip
  unres export --format jsonl > paragraphs.jsonl

Without a corpus of your own, reading commands use a built-in sample.
"""


class Colour(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class HitFormat(StrEnum):
    """How hits are printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    IDS = "ids"
    CSV = "csv"
    MD = "md"


class OdsFormat(StrEnum):
    """What kind of file is asked for in the official document system."""

    PDF = "pdf"
    DOC = "doc"
    DOCX = "docx"


class ExportFormat(StrEnum):
    """What `export` writes."""

    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL = "csl-json"


class ShowFormat(StrEnum):
    """How `show` prints."""

    TEXT = "text"
    JSON = "json"
    MD = "md"


class Sort(StrEnum):
    """In which order hits come."""

    SCORE = "score"
    DATE = "date"
    OLDEST = "oldest"


class Fold(StrEnum):
    """Which paragraphs are folded into one hit."""

    SIMILAR = "similar"
    EQUAL = "equal"
    NONE = "none"


_MINUS = "\u2212"
_SHORT_OPTION = r"-[hq]|-n[=\d-]*"


class _SearchCommand(TyperCommand):
    """Lets --fold stand without a value, takes --no-fold, and words to leave out: -少年.

    Click takes whatever begins with a hyphen for options, but not what begins with a minus sign,
    which the query language reads alike.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        spelled = []
        for place, argument in enumerate(args[:end]):
            following = args[place + 1] if place + 1 < end else ""
            if argument == "--no-fold":
                spelled.append("--fold=none")
            elif argument == "--fold" and following not in list(Fold):
                spelled.append("--fold=equal")
            elif re.match(r"-[^-\d]", argument) and not re.fullmatch(_SHORT_OPTION, argument):
                spelled.append(_MINUS + argument[1:])
            else:
                spelled.append(argument)
        return super().parse_args(ctx, spelled + args[end:])


DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", metavar="DIR", help="Where corpus and index are."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only data and errors, no notes.")]
ColourOption = Annotated[Colour | None, typer.Option("--color", help="When to use colour.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Lang = Annotated[
    list[str] | None,
    typer.Option("--lang", metavar="LANG", help="zh en fr es ru ar, or all; repeats."),
]

app = typer.Typer(
    help=HELP,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
index_app = typer.Typer(help="The index, which can always be made again from the corpus.")
app.add_typer(index_app, name="index")


@dataclass(slots=True)
class Settings:
    """What the options that every command shares have set."""

    data_dir: Path | None = None
    quiet: bool = False
    colour: Colour = Colour.AUTO

    def note(self, text: str) -> None:
        """Tell the user something that is no data."""
        if not self.quiet:
            tell(f"{text}\n")

    def folder(self) -> Path:
        """The data directory."""
        from search.library import data_dir

        return data_dir(self.data_dir)

    def library(self) -> "Library":
        """The corpus to read: the user's, or the built-in sample."""
        from search.library import open_library

        return open_library(self.folder(), self.note)

    def style(self, stream: TextIO | None = None) -> "Style":
        """Colour on a terminal that wants it, else none; `stream` is stdout unless given."""
        from search.terminal import Style

        if self.colour is not Colour.AUTO:
            return Style(self.colour is Colour.ALWAYS)
        dumb = os.environ.get("TERM") == "dumb" or os.environ.get("NO_COLOR")
        return Style((stream or sys.stdout).isatty() and not dumb)


SETTINGS = Settings()
DEBUG = False


def _settings(data_dir: Path | None, quiet: bool, colour: Colour | None, debug: bool) -> Settings:
    """The shared options, which may stand before or behind the command."""
    global DEBUG  # noqa: PLW0603  (read once, when an error ends the program)
    SETTINGS.data_dir = data_dir or SETTINGS.data_dir
    SETTINGS.quiet = quiet or SETTINGS.quiet
    SETTINGS.colour = colour or SETTINGS.colour
    DEBUG = DEBUG or debug
    return SETTINGS


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        emit(f"unres {version('unres')}\n")
        raise typer.Exit


@app.callback()
def shared(
    data_dir: DataDir = None,
    quiet: Quiet = False,
    color: ColourOption = None,
    debug: Debug = False,
    version: Annotated[  # noqa: ARG001  (its callback has done the work by then)
        bool,
        typer.Option(
            "--version", help="Print the version.", is_eager=True, callback=_print_version
        ),
    ] = False,
) -> None:
    """Set the options that every command shares; the text of the help is `HELP`."""
    _settings(data_dir, quiet, color, debug)


def emit(text: str) -> None:
    """Write data to stdout; a reader that has gone away ends the program quietly."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        _lose(sys.stdout)
        if isinstance(error, BrokenPipeError):
            raise typer.Exit(INTERRUPTED) from None
        raise errors.UnresError(
            f"The output could not be written: {error.strerror}.",
            "Send it to where there is room; what the command changed is kept.",
        ) from error


def tell(text: str) -> None:
    """Write what is no data to stderr; where nobody takes it, it is lost and no harm done."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _lose(sys.stderr)


def _lose(stream: TextIO) -> None:
    """Let what is still buffered go nowhere; otherwise Python complains at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def width() -> int:
    """Columns of the terminal; 100 where there is none, and no less than text has room in."""
    return max(min(shutil.get_terminal_size((100, 24)).columns, 120), 10)


def languages(values: list[str] | None) -> tuple[Language, ...]:
    """The languages that `--lang zh,en --lang fr` names; empty where the option is not given."""
    from corpus.language_names import language_named

    named: list[Language] = []
    for value in re.split(r"[\s,，、;]+", ",".join(values or [])):
        if value.casefold() == "all":
            named.extend(Language)
        elif language := language_named(value):
            named.append(language)
        elif value:
            raise errors.UsageError(
                f"{value} is no language of the United Nations that unres knows.",
                "Use zh, en, fr, es, ru, ar or all.",
            )
    return tuple(dict.fromkeys(named))


@app.command()
def add(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files, folders, archives.")
    ],
    symbol: Annotated[str | None, typer.Option(help="Its symbol, if it does not say.")] = None,
    lang: Annotated[str | None, typer.Option(help="Its language, if it does not say.")] = None,
    as_json: Json = False,
    data_dir: DataDir = None,
    quiet: Quiet = False,
    color: ColourOption = None,
    debug: Debug = False,
) -> None:
    """Import documents: Akoma Ntoso XML, Word, PDF, HTML and text, in folders and archives.

    \b
    unres add crime-167.tar.xz
    unres add A_RES_67_186.txt
    unres add page.txt --symbol A/RES/55/25 --lang zh
    """
    from corpus.ingest import ingest, writing
    from corpus.read import Hints
    from corpus.store import Store
    from corpus.symbols import parse_symbol
    from indexer.follow import follow
    from search.render_report import ingest_json, render_ingest, render_problems

    settings = _settings(data_dir, quiet, color, debug)
    named = languages([lang] if lang else None)
    hints = Hints(
        symbol=str(parse_symbol(symbol)) if symbol else None,
        language=named[0] if named else None,
    )
    folder = settings.folder()
    with writing(folder), Store(folder, create=True) as corpus:
        with progress(settings, "Reading") as show:
            report = ingest(corpus, paths, hints, show)
        with progress(settings, "Indexing") as show:
            indexed = follow(folder, show)
    if as_json:
        emit(ingest_json(report, indexed))
    else:
        tell(render_problems(report, settings.style(sys.stderr), quiet=settings.quiet))
        emit(render_ingest(report, indexed))
    if report.failed:
        raise typer.Exit(SOME_FAILED)
    if not report.read and not report.metadata:
        raise typer.Exit(NOT_FOUND)


@app.command()
def refresh(
    scope: Annotated[
        str, typer.Option(metavar="SCOPE", help="crime, all, or a scope file ending in .toml.")
    ] = "crime",
    show_scope: Annotated[
        bool, typer.Option("--show-scope", help="Print the file of the scope, and fetch nothing.")
    ] = False,
    symbols_from: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Only these symbols, one a line.")
    ] = None,
    symbol: Annotated[
        list[str] | None, typer.Option(metavar="SYMBOL", help="Only this one; repeats.")
    ] = None,
    source: Annotated[
        str,
        typer.Option(
            metavar="SOURCE", help="unxml, a downloaded folder, zip or tar of it, or ods."
        ),
    ] = "unxml",
    ods_permitted: Annotated[
        bool, typer.Option("--ods-permitted", help="You hold permission to fetch from ODS.")
    ] = False,
    ods_format: Annotated[
        OdsFormat, typer.Option(help="The kind of file to ask ODS for.")
    ] = OdsFormat.PDF,
    ods_url: Annotated[
        str | None, typer.Option(metavar="URL", help="In place of https://documents.un.org.")
    ] = None,
    lang: Lang = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Adopted since: 2020 or 2020-09-15.")
    ] = None,
    follow_citations: Annotated[
        bool, typer.Option("--follow-citations", help="Also what these cite, if the source has it.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what would be fetched, and fetch none of it.")
    ] = False,
    base_url: Annotated[
        str | None, typer.Option(metavar="URL", help="A mirror that has GitHub's hosts below it.")
    ] = None,
    api_url: Annotated[
        str | None, typer.Option(metavar="URL", help="In place of https://api.github.com.")
    ] = None,
    raw_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="In place of https://raw.githubusercontent.com."),
    ] = None,
    contact: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Whom the source may write to about us.")
    ] = None,
    interval: Annotated[
        float | None, typer.Option(metavar="SECONDS", help="From one request to the next.")
    ] = None,
    max_requests: Annotated[
        int | None, typer.Option(metavar="N", help="End after so many requests.")
    ] = None,
    max_minutes: Annotated[
        float | None, typer.Option(metavar="N", help="End after so many minutes.")
    ] = None,
    as_json: Json = False,
    data_dir: DataDir = None,
    quiet: Quiet = False,
    color: ColourOption = None,
    debug: Debug = False,
) -> None:
    """Fetch what is new at the source, read it, and bring the index up to date.

    \b
    unres refresh
    unres refresh --lang zh,en --dry-run
    unres refresh --source ~/Downloads/GAresolutions-main.zip --scope all
    unres refresh --quiet --contact library@example.org     (for cron: docs/refresh.md)
    """
    from corpus.crawl import crawl, exclusively
    from corpus.refresh import Order
    from corpus.refresh_settings import RefreshSettings, below, load_settings
    from corpus.scope import read_scope, scope_text
    from corpus.sources.ods import Form
    from indexer.follow import follow
    from search.render_refresh import refresh_json, render_refresh, render_refresh_problems

    settings = _settings(data_dir, quiet, color, debug)
    if show_scope:
        emit(scope_text(scope))
        return
    folder = settings.folder()
    order = Order(
        scope=read_scope(scope, symbols_from, since, symbol or ()),
        languages=languages(lang),
        follow_citations=follow_citations,
        dry_run=dry_run,
        permitted=ods_permitted,
    )
    options = RefreshSettings(
        contact=contact,
        api_url=api_url,
        raw_url=raw_url,
        ods_url=ods_url,
        interval=interval,
        max_requests=max_requests,
        max_minutes=max_minutes,
    )
    mirror = below(base_url) if base_url else RefreshSettings()
    reached = load_settings(options.over(mirror), os.environ, folder)
    with exclusively(folder, order):
        with progress(settings, "Fetching") as show:
            report = crawl(folder, source, order, reached, show, form=Form(ods_format))
        # A run that was killed may have left the index behind; one that is not costs nothing.
        with progress(settings, "Indexing") as show:
            indexed = () if dry_run else follow(folder, show)
    if as_json:
        emit(refresh_json(report, indexed))
    elif not report.refusal:
        tell(render_refresh_problems(report, settings.style(sys.stderr), quiet=settings.quiet))
        emit(render_refresh(report, indexed, settings.style(), quiet=settings.quiet))
    if report.refusal:
        fail(errors.SourceError(report.refusal.problem, report.refusal.remedy))
    if report.exit_code:
        raise typer.Exit(report.exit_code)


@contextmanager
def progress(settings: Settings, label: str) -> Iterator["Progress"]:
    """A bar on a terminal, a line now and then elsewhere, nothing with --quiet."""
    if settings.quiet:
        yield lambda *_: None
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bar(label) as show:
            yield show
    else:
        yield _lines(label)


@contextmanager
def _bar(label: str) -> Iterator["Progress"]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
    from rich.progress import TimeElapsedColumn as Elapsed

    from search.terminal import printable

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        Elapsed(),
        TextColumn("{task.fields[what]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None, what="")

        def show(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, what=printable(what)[-48:])

        yield show


def _lines(label: str, seconds: float = 10.0) -> "Progress":
    """A line every so many seconds, for logs."""
    last = time.monotonic()

    def show(done: int, total: int, what: str) -> None:
        nonlocal last
        if time.monotonic() - last >= seconds:
            last = time.monotonic()
            percent = 100 * done // total if total else 100
            tell(f"{label}: {percent} % {what}\n")

    return show


@app.command(cls=_SearchCommand)
def search(
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[QUERY...]",
            help='Words, "exact characters", AND OR NOT -word prefix* NEAR/5 field:value.',
        ),
    ] = None,
    lang: Lang = None,
    kind: Annotated[list[str] | None, typer.Option(help="title, preambular, operative, …")] = None,
    verb: Annotated[list[str] | None, typer.Option(help="Opening phrase: 敦促, Urges.")] = None,
    action: Annotated[list[str] | None, typer.Option(help="What it does: urge, invite.")] = None,
    organ: Annotated[list[str] | None, typer.Option(help="GA, ECOSOC, SC, HRC.")] = None,
    year: Annotated[
        list[str] | None, typer.Option(help="2020, 2015..2023, 2020.. or ..2019.")
    ] = None,
    session: Annotated[list[str] | None, typer.Option(help="78, or 2024 for ECOSOC.")] = None,
    subject: Annotated[list[str] | None, typer.Option(help="A subject heading.")] = None,
    agenda_item: Annotated[
        list[str] | None, typer.Option(help="107, 19 (c) or words of the item's name.")
    ] = None,
    cites: Annotated[list[str] | None, typer.Option(help="Paragraphs that cite SYMBOL.")] = None,
    in_: Annotated[
        list[str] | None, typer.Option("--in", metavar="SYMBOL", help="Only this resolution.")
    ] = None,
    limit: Annotated[int, typer.Option("-n", "--limit", min=0, help="How many hits.")] = 10,
    offset: Annotated[int, typer.Option(min=0, help="Hits to pass over.")] = 0,
    context: Annotated[int, typer.Option(min=0, help="Paragraphs before and after.")] = 0,
    group: Annotated[bool, typer.Option("--group", help="Hits of a resolution together.")] = False,
    fold: Annotated[
        Fold,
        typer.Option(help="Equal paragraphs under the newest, or similar ones. --no-fold: none."),
    ] = Fold.EQUAL,
    expand: Annotated[
        bool, typer.Option("--expand/--no-expand", help="Other wordings of the same thing too.")
    ] = True,
    sort: Annotated[
        Sort, typer.Option(help="By score, newest first (date), or oldest first.")
    ] = Sort.SCORE,
    whole: Annotated[bool, typer.Option("--whole", help="Whole paragraphs, not parts.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Every part of each score.")] = False,
    translate: Annotated[
        bool, typer.Option("--translate", help="Ask the other languages in their words too.")
    ] = False,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count all hits by organ, year, verb, subject …")
    ] = False,
    as_json: Json = False,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="Print a JSON object a hit.")] = False,
    as_ids: Annotated[bool, typer.Option("--ids", help="Print ids only.")] = False,
    form: Annotated[
        HitFormat | None, typer.Option("--format", help="The format.  [default: text]")
    ] = None,
    data_dir: DataDir = None,
    quiet: Quiet = False,
    color: ColourOption = None,
    debug: Debug = False,
) -> None:
    """Find paragraphs, the best first. Characters that stand exactly as typed come first.

    \b
    unres search 监狱过度拥挤
    unres search '"restorative justice"' --kind operative --year 2020..
    unres search '贩运人口 AND (受害者 OR 幸存者) -儿童' --json
    unres search --session 78 --kind title --lang zh
    unres search 非拘禁措施 --translate --lang en,fr
    unres search "A/RES/75/196, para. 5"
    """
    from search.engine import Engine
    from search.grammar import parse_field
    from search.query import FieldName
    from search.question import Fold as Folding
    from search.question import SearchRequest
    from search.question import Sort as Order
    from search.render_hits import render_footer

    settings = _settings(data_dir, quiet, color, debug)
    conditions = (
        (FieldName.KIND, kind),
        (FieldName.VERB, verb),
        (FieldName.ACTION, action),
        (FieldName.ORGAN, organ),
        (FieldName.YEAR, year),
        (FieldName.SESSION, session),
        (FieldName.SUBJECT, subject),
        (FieldName.AGENDA, agenda_item),
        (FieldName.CITES, cites),
        (FieldName.SYMBOL, in_),
    )
    filters = tuple(parse_field(name, text) for name, given in conditions for text in given or ())
    if not query and not filters:
        raise errors.UsageError(
            "There is nothing to search for.",
            "Give words, or a condition as in --session 78 or --cites A/RES/55/25.",
        )
    chosen = _one_format(form, json=as_json, jsonl=as_jsonl, ids=as_ids)
    request = SearchRequest(
        query=" ".join(re.sub(f"^{_MINUS}", "-", word) for word in query or ()),
        languages=languages(lang) or None,
        filters=filters,
        limit=limit,
        offset=offset,
        fold=Folding(fold),
        expand=expand,
        sort=Order(sort),
        explain=explain,
        context=context,
        facets=facets,
        translate=translate,
    )
    with Engine(settings.library().index_folder) as engine:
        results = engine.search(request)
    emit(_hits(results, chosen, settings.style(), whole=whole, group=group))
    if chosen is not HitFormat.JSON:
        for line in render_footer(results, offset).splitlines():
            settings.note(line)
    if facets and chosen in (HitFormat.JSONL, HitFormat.IDS, HitFormat.CSV):
        settings.note("--facets is left out: text, --json and Markdown have a place for it.")
    if not results.understood:
        raise typer.Exit(MISUSED)
    if not results.hits and (limit or not results.total):
        raise typer.Exit(NOT_FOUND)


def _one_format(form: HitFormat | None, **asked: bool) -> HitFormat:
    """The format that `--format` or an option of its own asks for; not two of them.

    Raises UsageError.
    """
    named = {f"--{name}": HitFormat(name) for name, is_asked in asked.items() if is_asked}
    if form:
        named[f"--format {form}"] = form
    if len(set(named.values())) > 1:
        raise errors.UsageError(f"{' and '.join(named)} are two formats.", "Give one of them.")
    return next(iter(named.values()), HitFormat.TEXT)


def _hits(
    results: "SearchResults", form: HitFormat, style: "Style", *, whole: bool, group: bool
) -> str:
    from search.json_hits import hit_record, search_json
    from search.json_output import dump
    from search.render_hits import render_csv, render_facets, render_hits, render_markdown

    match form:
        case HitFormat.TEXT:
            hits = render_hits(results, style, width(), whole=whole, group=group)
            return hits + render_facets(results.facets, style, width())
        case HitFormat.JSON:
            return dump(search_json(results)) + "\n"
        case HitFormat.JSONL:
            return "".join(dump(hit_record(hit), indent=None) + "\n" for hit in results.hits)
        case HitFormat.IDS:
            return "".join(f"{hit.id}\n" for hit in results.hits)
        case HitFormat.CSV:
            return render_csv(results.hits)
        case HitFormat.MD:
            return render_markdown(results.hits, results.facets)


@app.command()
def show(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Symbols or paragraph ids.")],
    lang: Lang = None,
    context: Annotated[int, typer.Option(min=0, help="Paragraphs before and after as well.")] = 0,
    form: Annotated[ShowFormat, typer.Option("--format", help="The format.")] = ShowFormat.TEXT,
    as_json: Json = False,
    data_dir: DataDir = None,
    quiet: Quiet = False,
    color: ColourOption = None,
    debug: Debug = False,
) -> None:
    """Show a resolution, or one paragraph with its footnotes; languages side by side.

    \b
    unres show A/RES/75/196
    unres show 75/196#op5 --lang zh,en
    unres show 75/196#op3-op6
    unres show A/RES/67/186#pp3 --context 2
    unres show A/RES/75/196 --format md > resolution.md
    """
    from search.show import (
        find_selections,
        render_selections,
        selections_json,
        selections_markdown,
    )

    settings = _settings(data_dir, quiet, color, debug)
    with settings.library().store() as corpus:
        found = find_selections(corpus, ids, languages(lang), context, settings.note)
    if not found:
        raise typer.Exit(NOT_FOUND)
    if as_json or form is ShowFormat.JSON:
        emit(selections_json(found))
    elif form is ShowFormat.MD:
        emit(selections_markdown(found))
    else:
        emit(render_selections(found, settings.style(), width()))


@app.command()
def status(
    as_json: Json = False,
    data_dir: DataDir = None,
    quiet: Quiet = False,
    color: ColourOption = None,
    debug: Debug = False,
) -> None:
    """Show what is held: documents and paragraphs by organ, session and language; index state."""
    from search.status import read_status, render_status, status_json

    settings = _settings(data_dir, quiet, color, debug)
    found = read_status(settings.library())
    emit(status_json(found) if as_json else render_status(found, settings.style()))


@app.command()
def check(
    as_json: Json = False,
    data_dir: DataDir = None,
    quiet: Quiet = False,
    color: ColourOption = None,
    debug: Debug = False,
) -> None:
    """Check every invariant of corpus and index; offenders are named. Exit 3 if any is broken."""
    from search.verify import check_json, render_check, verify

    settings = _settings(data_dir, quiet, color, debug)
    library = settings.library()
    with progress(settings, "Checking") as show_progress:
        findings = verify(library, show_progress)
    text = render_check(findings, settings.style(), quiet=settings.quiet)
    emit(check_json(findings) if as_json else text)
    if any(finding.is_damage for finding in findings):
        raise typer.Exit(BROKEN)


@app.command()
def reparse(
    as_json: Json = False,
    data_dir: DataDir = None,
    quiet: Quiet = False,
    color: ColourOption = None,
    debug: Debug = False,
) -> None:
    """Read everything held again from the kept bytes, without the network; tell what changed."""
    from corpus.ingest import writing
    from corpus.reparse import reparse as read_again
    from corpus.store import Store
    from indexer.follow import follow
    from search.render_report import render_reparse, reparse_json

    settings = _settings(data_dir, quiet, color, debug)
    folder = settings.folder()
    with Store(folder):
        pass  # a folder without a corpus is not made one
    with writing(folder), Store(folder, create=True) as corpus:
        with progress(settings, "Reading") as show_progress:
            report = read_again(corpus, show_progress)
        with progress(settings, "Indexing") as show_progress:
            indexed = follow(folder, show_progress)
    emit(reparse_json(report, indexed) if as_json else render_reparse(report, indexed))
    if report.failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def review(
    symbols: Annotated[
        list[str] | None, typer.Argument(metavar="[SYMBOL...]", help="Which; default all.")
    ] = None,
    lang: Lang = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take the new version in place of the held one.")
    ] = False,
    reject: Annotated[
        bool, typer.Option("--reject", help="Leave what is held, and ask no more.")
    ] = False,
    as_json: Json = False,
    data_dir: DataDir = None,
    quiet: Quiet = False,
    color: ColourOption = None,
    debug: Debug = False,
) -> None:
    """Show new versions that look wrong and so did not replace what is held; decide on them.

    \b
    unres review
    unres review A/RES/78/223 --lang zh
    unres review A/RES/78/223 --lang zh --accept
    """
    from corpus import review as versions
    from corpus.ingest import writing
    from corpus.store import Store
    from corpus.symbols import parse_symbol
    from indexer.follow import Indexed, follow
    from search.render_review import render_decided, render_waiting, review_json

    settings = _settings(data_dir, quiet, color, debug)
    wanted = [str(parse_symbol(one)) for one in symbols or ()]
    if accept and reject:
        raise errors.UsageError("--accept and --reject were both given.", "Give one of them.")
    if (accept or reject) and not wanted:
        raise errors.UsageError(
            "A decision needs a document.", "Name it: `unres review` lists what waits."
        )
    decide = versions.accept if accept else versions.reject if reject else None
    indexed: tuple[Indexed, ...] = ()
    if decide is None:
        with settings.library().store() as corpus:
            found = versions.waiting(corpus, wanted, languages(lang))
    else:
        folder = settings.folder()
        with Store(folder):
            pass  # a folder without a corpus is not made one
        with writing(folder), Store(folder, create=True) as corpus:
            found = versions.waiting(corpus, wanted, languages(lang))
            for one in found:
                decide(corpus, one)
            with progress(settings, "Indexing") as show_progress:
                indexed = follow(folder, show_progress)
    decision = "accepted" if accept else "rejected" if reject else None
    if as_json:
        emit(review_json(found, decision, indexed))
    elif decision and found:
        emit(render_decided(found, indexed, accepted=accept))
    else:
        emit(render_waiting(found, settings.style(), width(), texts=bool(wanted)))
    if wanted and not found:
        raise typer.Exit(NOT_FOUND)


@index_app.command("rebuild")
def rebuild(
    as_json: Json = False,
    data_dir: DataDir = None,
    quiet: Quiet = False,
    color: ColourOption = None,
    debug: Debug = False,
) -> None:
    """Make the index again from the corpus, whatever state it is in."""
    from corpus.ingest import writing
    from indexer.follow import rebuild_all
    from search.render_report import index_json, render_index

    settings = _settings(data_dir, quiet, color, debug)
    folder = settings.folder()
    with writing(folder), progress(settings, "Indexing") as show_progress:
        indexed = rebuild_all(folder, show_progress)
    emit(index_json(indexed) if as_json else render_index(indexed))


@app.command()
def export(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID...]", help="Symbols or ids; default all.")
    ] = None,
    query: Annotated[str | None, typer.Option(help="Only what this query finds.")] = None,
    lang: Lang = None,
    form: Annotated[ExportFormat, typer.Option("--format", help="The format.")] = (
        ExportFormat.JSONL
    ),
    whole: Annotated[bool, typer.Option("--whole", help="Resolutions, not paragraphs.")] = False,
    data_dir: DataDir = None,
    quiet: Quiet = False,
    color: ColourOption = None,
    debug: Debug = False,
) -> None:
    """Write what is held, or what ids or a query select, for other programs to read.

    \b
    unres export > paragraphs.jsonl
    unres export A/RES/75/196 --lang zh --whole
    unres export --query '监狱 year:2020..' --lang zh
    unres export 67/186 --lang zh --format bibtex
    """
    from search import bibliography
    from search import export as exports

    writers: dict[ExportFormat, Callable[[exports.Chosen], Iterator[str]]] = {
        ExportFormat.JSONL: partial(exports.json_lines, whole=whole),
        ExportFormat.CSV: exports.csv_rows,
        ExportFormat.MD: partial(exports.markdown, whole=whole),
        ExportFormat.BIBTEX: partial(exports.references, render=bibliography.bibtex),
        ExportFormat.RIS: partial(exports.references, render=bibliography.ris),
        ExportFormat.CSL: exports.csl_array,
    }
    settings = _settings(data_dir, quiet, color, debug)
    library = settings.library()
    count = 0
    missing: list[str] = []
    found = exports.chosen(library, ids or [], query, languages(lang), missing.append)
    for line in writers[form](found):
        emit(line)
        count += 1
    if not count:
        missing.append("Nothing to export: no document held matches.")
    for problem in missing:
        settings.note(problem)
    if missing:
        raise typer.Exit(NOT_FOUND)


class _ToldToEnd(BaseException):
    """The system wants the program to end: a timer, a shutdown, a terminal that is gone."""


_TOLD: list[int] = []
"""The signal that told the program to end, if one did."""


def _end_in_order(number: int, _frame: object) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # once is enough: what is under way is being put away
    _TOLD.append(number)
    raise _ToldToEnd(signal.Signals(number).name)


def _die_as_told() -> None:
    """End by the signal: whoever sent it sees that it was heeded, and a shell says 143."""
    for number in _TOLD:
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


def _heed_signals() -> None:
    """Let being told to end be an interrupt, so that what was finished is kept and noted."""
    # What is registered first is done last, when worker processes have been put away.
    atexit.register(_die_as_told)
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # What the caller ignores (nohup) stays ignored.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end_in_order)


def main() -> NoReturn:
    """Run the command; the one place where an error becomes a message and an exit code."""
    try:
        _prepare()
        app()
    except errors.UnresError as error:
        if DEBUG:
            raise
        fail(error)
    except OSError as error:
        if DEBUG:
            raise
        fail(errors.of_machine(error))
    except (_ToldToEnd, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except Exception as error:
        # The last wall: whatever nobody foresaw is still said in words.
        if DEBUG:
            raise
        problem = f"Something went wrong that unres did not foresee: {error!r}."
        fail(errors.UnresError(problem, "Please report it with the output of --debug."))
    sys.exit(0)


def _prepare() -> None:
    """Make signals, warnings and streams what the commands rely on."""
    _heed_signals()
    if not sys.warnoptions:
        # What libraries think of the Python they run on is not the user's business.
        warnings.simplefilter("ignore")
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        # Lone surrogates of a command line that is no UTF-8 must not end in a traceback.
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _open_streams() -> None:
    """Give stdin, stdout and stderr that are closed a place to be.

    The next file that is opened would get their number, and be written to in their stead. Writing
    to stdout fails as before, so that nobody takes for printed what is lost.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDONLY if number < 2 else os.O_WRONLY)  # takes the first free
    sys.stdin = sys.stdin or open(0, closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", closefd=False)  # noqa: SIM115


def fail(error: errors.UnresError) -> NoReturn:
    """Say what is wrong and what to do, and leave with the exit code of the contract."""
    from search.terminal import printable

    tell(f"unres: {printable(error.problem)}\n{printable(error.remedy)}\n")
    sys.exit(next(code for kind, code in EXIT_CODES.items() if isinstance(error, kind)))


if __name__ == "__main__":
    main()
